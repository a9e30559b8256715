import { Type } from '@sinclair/typebox';

import type { MessageTemplate } from '../../messages';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import {
  MessageTemplateInputSchema,
  MessageTemplateSchema,
  MessageTemplateVersionSchema,
} from '../schemas/message-template';

const TAGS = ['Messages'];
const TEMPLATE = componentOf(MessageTemplateSchema);
const VERSION_PARAMS = Type.Object({ id: Type.String(), version: Type.Integer({ minimum: 1 }) });

/** Mails that are written once and used by their name. */
export function messageTemplateRoutes(app: ApiApp, { messageTemplates: store, workspace }: HttpDependencies): void {
  app.get(
    '/message-templates',
    {
      schema: {
        tags: TAGS,
        operationId: 'listMessageTemplates',
        summary: 'List message templates by name',
        response: answers(Type.Object({ data: Type.Array(TEMPLATE) }), 'All of them.'),
      },
    },
    async () => ({ data: (await store.list(workspace)).map(present) }),
  );

  app.post(
    '/message-templates',
    {
      schema: {
        tags: TAGS,
        operationId: 'createMessageTemplate',
        summary: 'Write a message template',
        body: componentOf(MessageTemplateInputSchema),
        response: answers(TEMPLATE, 'It is there, in its first version.', 201),
      },
      validatorCompiler: bodyCheckedByStore,
    },
    async ({ body }, reply) => await reply.code(201).send(present(await store.create(workspace, body))),
  );

  app.get(
    '/message-templates/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getMessageTemplate',
        summary: 'Read a message template',
        params: TEXT_ID_PARAMS,
        response: answers(TEMPLATE, 'The template as it is now.'),
      },
    },
    async ({ params }) => present(await store.get(workspace, params.id)),
  );

  app.put(
    '/message-templates/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeMessageTemplate',
        summary: 'Change a message template: a new version of it',
        params: TEXT_ID_PARAMS,
        body: componentOf(MessageTemplateInputSchema),
        response: answers(TEMPLATE, 'The template. Messages that are queued keep what it said.'),
      },
      validatorCompiler: bodyCheckedByStore,
    },
    async ({ params, body }) => present(await store.change(workspace, params.id, body)),
  );

  app.delete(
    '/message-templates/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteMessageTemplate',
        summary: 'Delete a message template and its versions',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await store.delete(workspace, params.id);
      return await reply.code(204).send();
    },
  );

  app.get(
    '/message-templates/:id/versions',
    {
      schema: {
        tags: TAGS,
        operationId: 'listMessageTemplateVersions',
        summary: 'List what a message template has said, newest first',
        params: TEXT_ID_PARAMS,
        response: answers(
          Type.Object({ data: Type.Array(componentOf(MessageTemplateVersionSchema)) }),
          'The versions.',
        ),
      },
    },
    async ({ params }) => ({
      data: (await store.versions(workspace, params.id)).map((version) => ({
        ...version,
        createdAt: toIso(version.createdAt),
      })),
    }),
  );

  app.post(
    '/message-templates/:id/versions/:version/restore',
    {
      schema: {
        tags: TAGS,
        operationId: 'restoreMessageTemplate',
        summary: 'Let a message template say again what a version said',
        params: VERSION_PARAMS,
        response: answers(TEMPLATE, 'The template, in a new version.'),
      },
    },
    async ({ params }) => present(await store.restore(workspace, params.id, params.version)),
  );
}

function present(template: MessageTemplate) {
  return { ...template, updatedAt: toIso(template.updatedAt) };
}
