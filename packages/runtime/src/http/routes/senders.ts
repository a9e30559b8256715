import { Type } from '@sinclair/typebox';

import { previewSms } from '../../messages';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentSender } from '../present-sender';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { SenderChangesSchema, SenderInputSchema, SenderSchema } from '../schemas/sender';
import { SmsPreviewRequestSchema, SmsPreviewSchema } from '../schemas/sms';

const TAGS = ['Senders'];
const SENDER = componentOf(SenderSchema);

/** What messages come from. */
export function senderRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { senders, senderTest, database, workspace, publicUrl } = dependencies;

  app.get(
    '/senders',
    {
      schema: {
        tags: TAGS,
        operationId: 'listSenders',
        summary: 'List senders by channel and name',
        response: answers(Type.Object({ data: Type.Array(SENDER) }), 'All of them, without their secrets.'),
      },
    },
    async () => ({ data: (await senders.list(workspace)).map((sender) => presentSender(sender, publicUrl)) }),
  );

  app.post(
    '/senders',
    {
      schema: {
        tags: TAGS,
        operationId: 'createSender',
        summary: 'Make a sender',
        body: SenderInputSchema,
        response: answers(SENDER, 'It is there.', 201),
      },
    },
    async ({ body }, reply) =>
      await reply.code(201).send(presentSender(await senders.create(workspace, body), publicUrl)),
  );

  app.get(
    '/senders/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getSender',
        summary: 'Read a sender',
        params: TEXT_ID_PARAMS,
        response: answers(SENDER, 'The sender, without its secrets.'),
      },
    },
    async ({ params }) => presentSender(await senders.get(workspace, params.id), publicUrl),
  );

  app.patch(
    '/senders/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeSender',
        summary: 'Change a sender; what waits goes out with the new settings',
        params: TEXT_ID_PARAMS,
        body: SenderChangesSchema,
        response: answers(SENDER, 'The sender.'),
      },
    },
    async ({ params, body }) => presentSender(await senders.change(workspace, params.id, body), publicUrl),
  );

  app.delete(
    '/senders/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteSender',
        summary: 'Forget a sender and its secrets',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await senders.delete(workspace, params.id);
      return await reply.code(204).send();
    },
  );

  app.post(
    '/senders/:id/test',
    {
      schema: {
        tags: TAGS,
        operationId: 'testSender',
        summary: 'Send yourself a message by a sender',
        params: TEXT_ID_PARAMS,
        body: Type.Object({ to: Type.String({ minLength: 1, maxLength: 320 }) }, { additionalProperties: false }),
        response: answers(
          Type.Object({ messageId: Type.String() }),
          'It is queued: the message says what became of it.',
        ),
      },
    },
    async ({ params, body }) => await senderTest.send(workspace, params.id, body.to),
  );

  app.post(
    '/sms/preview',
    {
      schema: {
        tags: TAGS,
        operationId: 'previewSms',
        summary: 'Say what a text message would cost',
        body: SmsPreviewRequestSchema,
        response: answers(componentOf(SmsPreviewSchema), 'Its segments and its cost. Nothing is sent.'),
      },
    },
    async ({ body }) => await previewSms(database, publicUrl, { ...body, workspace }),
  );
}
