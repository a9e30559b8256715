import { Type } from '@sinclair/typebox';

import { returnsOf } from '../../returns';
import type { ApiApp } from '../api-app';
import { encodeCursor, readInner } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { presentMessage } from '../present-message';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID, oneOf, TEXT_ID_PARAMS } from '../schemas/basics';
import { MESSAGE_STATUSES, MessageSchema } from '../schemas/message';
import { MessageReturnSchema } from '../schemas/message-return';
import { pageOf, pageQuery } from '../schemas/page';

const TAGS = ['Messages'];
const MESSAGE = componentOf(MessageSchema);

/** What was written to whom, and what became of it. */
export function messageRoutes(app: ApiApp, { database, messages, outbox, workspace }: HttpDependencies): void {
  app.get(
    '/messages',
    {
      schema: {
        tags: TAGS,
        operationId: 'listMessages',
        summary: 'List messages, newest first, without their content',
        querystring: pageQuery({
          status: Type.Optional(oneOf(MESSAGE_STATUSES)),
          contactId: Type.Optional(NUMBER_ID),
          executionId: Type.Optional(NUMBER_ID),
          recipient: Type.Optional(Type.String({ description: 'The whole address.' })),
        }),
        response: answers(pageOf(MESSAGE), 'A page of messages.'),
      },
    },
    async ({ query }) => {
      const { limit, after } = readInner(query);
      const { status, contactId: contact, executionId: execution, recipient } = query;
      const filters = { status, contact, execution, recipient };
      const { data, nextCursor } = await messages.list({ workspace, ...filters, limit, cursor: after });
      return {
        data: data.map(presentMessage),
        nextCursor: nextCursor === null ? null : encodeCursor({ limit, after: nextCursor }),
      };
    },
  );

  app.get(
    '/messages/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getMessage',
        summary: 'Read a message with its content',
        params: TEXT_ID_PARAMS,
        response: answers(MESSAGE, 'The message.'),
      },
    },
    async ({ params }) => presentMessage(await messages.get(workspace, params.id)),
  );

  app.get(
    '/messages/:id/returns',
    {
      schema: {
        tags: TAGS,
        operationId: 'listMessageReturns',
        summary: 'What mail servers and mail services told of a message',
        params: TEXT_ID_PARAMS,
        response: answers(Type.Object({ data: Type.Array(componentOf(MessageReturnSchema)) }), 'In the order heard.'),
      },
    },
    async ({ params: { id } }) => {
      await messages.get(workspace, id); // of this workspace
      const returns = await returnsOf(database, id);
      return {
        data: returns.map(({ at, recordedAt, ...told }) => ({
          ...told,
          at: toIso(at),
          recordedAt: toIso(recordedAt),
        })),
      };
    },
  );

  app.post(
    '/messages/:id/retry',
    {
      schema: {
        tags: TAGS,
        operationId: 'retryMessage',
        summary: 'Send a message again that failed or is uncertain',
        description: 'One that is uncertain may have arrived: then the contact gets it twice.',
        params: TEXT_ID_PARAMS,
        response: answers(MESSAGE, 'The message, queued.'),
      },
    },
    async ({ params: { id } }) => {
      await messages.get(workspace, id); // of this workspace
      await outbox.retryMessage(id);
      return presentMessage(await messages.get(workspace, id));
    },
  );
}
