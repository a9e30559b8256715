import { Readable } from 'node:stream';

import { Type } from '@sinclair/typebox';

import { contentsOf, type Magnet, type MagnetContent } from '../../forms';
import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { LANGUAGE, MagnetChangesSchema, MagnetInputSchema, MagnetSchema } from '../schemas/magnet';

const TAGS = ['Forms'];
const MAGNET = componentOf(MagnetSchema);
const PLACE_PARAMS = Type.Object({ id: Type.String(), language: LANGUAGE });

/** What people get for signing up. */
export function magnetRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { magnets, magnetContents, database, workspace } = dependencies;
  const present = async (magnet: Magnet) => presentMagnet(magnet, await contentsOf(database, magnet.id));

  app.get(
    '/magnets',
    {
      schema: {
        tags: TAGS,
        operationId: 'listMagnets',
        summary: 'List magnets by name',
        response: answers(Type.Object({ data: Type.Array(MAGNET) }), 'All of them.'),
      },
    },
    async () => ({ data: await Promise.all((await magnets.list(workspace)).map(present)) }),
  );

  app.post(
    '/magnets',
    {
      schema: {
        tags: TAGS,
        operationId: 'createMagnet',
        summary: 'Make a magnet; give it its contents after that',
        body: MagnetInputSchema,
        response: answers(MAGNET, 'It is there.', 201),
      },
    },
    async ({ body }, reply) => await reply.code(201).send(await present(await magnets.create(workspace, body))),
  );

  app.get(
    '/magnets/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getMagnet',
        summary: 'Read a magnet, with its contents',
        params: TEXT_ID_PARAMS,
        response: answers(MAGNET, 'The magnet.'),
      },
    },
    async ({ params }) => await present(await magnets.get(workspace, params.id)),
  );

  app.patch(
    '/magnets/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeMagnet',
        summary: 'Change name or the time that links open',
        params: TEXT_ID_PARAMS,
        body: MagnetChangesSchema,
        response: answers(MAGNET, 'The magnet.'),
      },
    },
    async ({ params, body }) => await present(await magnets.change(workspace, params.id, body)),
  );

  app.delete(
    '/magnets/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteMagnet',
        summary: 'Delete a magnet with its files; links to it end',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await magnetContents.forget(await magnets.delete(workspace, params.id));
      return await reply.code(204).send();
    },
  );

  app.put(
    '/magnets/:id/address/:language',
    {
      schema: {
        tags: TAGS,
        operationId: 'putMagnetAddress',
        summary: 'Let the magnet be an address in one language',
        params: PLACE_PARAMS,
        body: Type.Object({ url: Type.String({ maxLength: 2_000 }) }, { additionalProperties: false }),
        response: answers(MAGNET, 'The magnet.'),
      },
    },
    async ({ params, body }) => {
      await magnetContents.putAddress(workspace, { magnet: params.id, language: params.language }, body.url);
      return await present(await magnets.get(workspace, params.id));
    },
  );

  app.delete(
    '/magnets/:id/contents/:language',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteMagnetContent',
        summary: 'Take the content of one language away',
        params: PLACE_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await magnetContents.remove(workspace, { magnet: params.id, language: params.language });
      return await reply.code(204).send();
    },
  );

  app.register(async (group: ApiApp) => {
    // The file goes to the disk as it comes: several large ones would fill the memory.
    group.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    group.put(
      '/magnets/:id/file/:language',
      {
        schema: {
          tags: TAGS,
          operationId: 'putMagnetFile',
          summary: 'Let the magnet be a file in one language: the body (application/octet-stream), 50 MiB at most',
          params: PLACE_PARAMS,
          querystring: Type.Object({
            name: Type.String({ minLength: 1, maxLength: 500, description: 'What people save it under: guide.pdf' }),
          }),
          response: answers(MAGNET, 'The magnet.'),
        },
      },
      async ({ params, query, body }) => {
        if (!(body instanceof Readable)) {
          const message = 'Send the file itself as the body, with the type application/octet-stream.';
          throw new CodedUserError('MEDIA_TYPE_UNSUPPORTED', message);
        }
        const place = { magnet: params.id, language: params.language };
        await magnetContents.putFile(workspace, place, { content: body, name: query.name });
        return await present(await magnets.get(workspace, params.id));
      },
    );
  });
}

function presentMagnet({ id, name, linkDays, createdAt, updatedAt }: Magnet, contents: readonly MagnetContent[]) {
  return {
    ...{ id, name, linkDays },
    contents: contents.map(({ language, url, fileName, mediaType, bytes, updatedAt: at }) => ({
      ...{ language, url, fileName, mediaType, bytes },
      updatedAt: toIso(at),
    })),
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
  };
}
