import { Type } from '@sinclair/typebox';

import { countTags, type CountedList } from '../../contacts';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { NUMBER_ID, NUMBER_ID_PARAMS, TEXT_ID_PARAMS } from '../schemas/basics';
import { ListInputSchema, ListSchema } from '../schemas/list';

const TAGS = ['Lists'];
const LIST = componentOf(ListSchema);
const MEMBER_PARAMS = Type.Object({ id: Type.String(), contact: NUMBER_ID });

/** Lists and tags. Their members: `GET /contacts?list=` and `?tag=`. */
export function listRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { lists, contactWriter: writer, workspace, database } = dependencies;

  app.get(
    '/lists',
    {
      schema: {
        tags: TAGS,
        operationId: 'listLists',
        summary: 'List lists by name',
        response: answers(Type.Object({ data: Type.Array(LIST) }), 'All of them.'),
      },
    },
    async () => ({ data: (await lists.list(workspace)).map(present) }),
  );

  app.post(
    '/lists',
    {
      schema: {
        tags: TAGS,
        operationId: 'createList',
        summary: 'Create a list',
        body: ListInputSchema,
        response: answers(LIST, 'It is there.', 201),
      },
    },
    async ({ body }, reply) => await reply.code(201).send(present(await lists.create(workspace, body.name))),
  );

  app.get(
    '/lists/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getList',
        summary: 'Read a list',
        params: TEXT_ID_PARAMS,
        response: answers(LIST, 'The list.'),
      },
    },
    async ({ params }) => present(await lists.get(workspace, params.id)),
  );

  app.patch(
    '/lists/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'renameList',
        summary: 'Rename a list',
        params: TEXT_ID_PARAMS,
        body: ListInputSchema,
        response: answers(LIST, 'The list.'),
      },
    },
    async ({ params, body }) => present(await lists.rename(workspace, params.id, body.name)),
  );

  app.delete(
    '/lists/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteList',
        summary: 'Delete a list; contacts stay, and no list.left is told',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await lists.delete(workspace, params.id);
      return await reply.code(204).send();
    },
  );

  app.put(
    '/lists/:id/contacts/:contact',
    {
      schema: {
        tags: TAGS,
        operationId: 'joinList',
        summary: 'Put a contact into a list',
        params: MEMBER_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await writer.join(workspace, params.contact, params.id, 'api');
      return await reply.code(204).send();
    },
  );

  app.delete(
    '/lists/:id/contacts/:contact',
    {
      schema: {
        tags: TAGS,
        operationId: 'leaveList',
        summary: 'Take a contact out of a list',
        params: MEMBER_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await writer.leave(workspace, params.contact, params.id);
      return await reply.code(204).send();
    },
  );

  app.get(
    '/tags',
    {
      schema: {
        tags: TAGS,
        operationId: 'listTags',
        summary: 'List tags with how many contacts have them',
        response: answers(
          Type.Object({ data: Type.Array(Type.Object({ tag: Type.String(), contacts: Type.Integer() })) }),
          'All of them.',
        ),
      },
    },
    async () => ({ data: await countTags(database, workspace) }),
  );

  app.post(
    '/contacts/:id/tags',
    {
      schema: {
        tags: TAGS,
        operationId: 'addTags',
        summary: 'Give a contact tags',
        params: NUMBER_ID_PARAMS,
        body: Type.Object({ tags: Type.Array(Type.String(), { maxItems: 100 }) }, { additionalProperties: false }),
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params, body }, reply) => {
      await writer.tag(workspace, params.id, body.tags);
      return await reply.code(204).send();
    },
  );

  app.delete(
    '/contacts/:id/tags/:tag',
    {
      schema: {
        tags: TAGS,
        operationId: 'removeTag',
        summary: 'Take a tag from a contact',
        params: Type.Object({ id: NUMBER_ID, tag: Type.String() }),
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await writer.untag(workspace, params.id, params.tag);
      return await reply.code(204).send();
    },
  );
}

function present({ createdAt, ...list }: CountedList) {
  return { ...list, createdAt: toIso(createdAt) };
}
