import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { answers } from '../schemas/answers';
import { instant, NUMBER_ID, nullable, TEXT_ID_PARAMS } from '../schemas/basics';

const TAGS = ['Dead letters'];
const TEXT = nullable(Type.String());

const LETTER = Type.Object({
  id: Type.String({ description: '`execution-…` or `message-…`: what `retry` takes.' }),
  kind: Type.String(),
  status: Type.String({ description: 'Of an execution: held, crashed. Of a message: failed, uncertain.' }),
  workflowId: TEXT,
  node: TEXT,
  contactId: nullable(NUMBER_ID),
  error: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  at: instant(),
});

/** What does not go on by itself and waits for a person. */
export function deadLetterRoutes(app: ApiApp, { deadLetters, workspace }: HttpDependencies): void {
  app.get(
    '/dead-letters',
    {
      schema: {
        tags: TAGS,
        operationId: 'listDeadLetters',
        summary: 'List executions that are held or crashed and messages that failed or are in doubt, newest first',
        querystring: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 250, default: 100 }) }),
        response: answers(Type.Object({ data: Type.Array(LETTER) }), 'The newest dead letters.'),
      },
    },
    async ({ query }) => {
      const letters = await deadLetters.list(workspace, query.limit);
      const data = letters.map(({ workflow, contact, code, error, at, ...letter }) => ({
        ...letter,
        workflowId: workflow,
        contactId: contact,
        error: code === null ? null : { code, message: error ?? '' },
        at: toIso(at),
      }));
      return { data };
    },
  );

  app.post(
    '/dead-letters/:id/retry',
    {
      schema: {
        tags: TAGS,
        operationId: 'retryDeadLetter',
        summary: 'Try one again: the execution goes on where it was stored last, the message is queued',
        params: TEXT_ID_PARAMS,
        response: answers(Type.Object({ retried: Type.Integer() }), 'It is tried again.'),
      },
    },
    async ({ params }) => {
      await deadLetters.retry(workspace, params.id);
      return { retried: 1 };
    },
  );

  app.post(
    '/dead-letters/retry',
    {
      schema: {
        tags: TAGS,
        operationId: 'retryDeadLetters',
        summary: 'Try all again (250 of each kind at most), but for messages in doubt: those may have arrived',
        response: answers(
          Type.Object({
            retried: Type.Integer(),
            failed: Type.Array(Type.Object({ id: Type.String(), code: Type.String(), error: Type.String() })),
          }),
          'How many are tried again, and which cannot be.',
        ),
      },
    },
    async () => await deadLetters.retryAll(workspace),
  );
}
