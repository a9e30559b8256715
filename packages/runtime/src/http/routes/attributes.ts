import { Type } from '@sinclair/typebox';

import type { Attribute } from '../../contacts';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { AttributeChangesSchema, AttributeInputSchema, AttributeSchema } from '../schemas/attribute';

const TAGS = ['Attributes'];
const ATTRIBUTE = componentOf(AttributeSchema);
const NAME_PARAMS = Type.Object({ name: Type.String() });

/** The custom fields of contacts. */
export function attributeRoutes(app: ApiApp, { attributes, workspace }: HttpDependencies): void {
  app.get(
    '/attributes',
    {
      schema: {
        tags: TAGS,
        operationId: 'listAttributes',
        summary: 'List custom fields by name',
        response: answers(Type.Object({ data: Type.Array(ATTRIBUTE) }), 'All of them.'),
      },
    },
    async () => ({ data: (await attributes.list(workspace)).map(present) }),
  );

  app.post(
    '/attributes',
    {
      schema: {
        tags: TAGS,
        operationId: 'createAttribute',
        summary: 'Define a custom field',
        body: AttributeInputSchema,
        response: answers(ATTRIBUTE, 'It is defined.', 201),
      },
    },
    async ({ body }, reply) => await reply.code(201).send(present(await attributes.create(workspace, body))),
  );

  app.patch(
    '/attributes/:name',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeAttribute',
        summary: 'Change label or options of a custom field',
        params: NAME_PARAMS,
        body: AttributeChangesSchema,
        response: answers(ATTRIBUTE, 'It is changed.'),
      },
    },
    async ({ params, body }) => present(await attributes.change(workspace, params.name, body)),
  );

  app.delete(
    '/attributes/:name',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteAttribute',
        summary: 'Delete a custom field; values that contacts have stay',
        params: NAME_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await attributes.delete(workspace, params.name);
      return await reply.code(204).send();
    },
  );
}

function present({ createdAt, ...attribute }: Attribute) {
  return { ...attribute, createdAt: toIso(createdAt) };
}
