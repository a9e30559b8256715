import { Type, type Static } from '@sinclair/typebox';

import type { PreviewRequest } from '../../messages';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { answers, componentOf } from '../schemas/answers';
import { PreviewRequestSchema, PreviewSchema, TestRequestSchema } from '../schemas/message-template';

const TAGS = ['Messages'];

/** What mails look like before anybody gets them. */
export function messagePreviewRoutes(app: ApiApp, { previews, workspace }: HttpDependencies): void {
  app.post(
    '/messages/preview',
    {
      schema: {
        tags: TAGS,
        operationId: 'previewMessage',
        summary: 'Look at a mail in each of its languages, and at what is to be said about it',
        body: PreviewRequestSchema,
        response: answers(componentOf(PreviewSchema), 'The mails, and what was found.'),
      },
    },
    async ({ body }) => await previews.preview(workspace, requestOf(body)),
  );

  app.post(
    '/messages/send-test',
    {
      schema: {
        tags: TAGS,
        operationId: 'sendTestMessage',
        summary: 'Send a mail to an address, marked as a test',
        description: 'No consent is asked for, and it is counted nowhere.',
        body: TestRequestSchema,
        response: answers(Type.Object({ sent: Type.Integer() }), 'The mail server has taken so many mails.'),
      },
    },
    async ({ body: { to, language, ...body } }) => ({
      sent: await previews.sendTest(workspace, requestOf(body), to.trim(), language),
    }),
  );
}

function requestOf({ contactId, eventId, ...asked }: Static<typeof PreviewRequestSchema>): PreviewRequest {
  return {
    purpose: 'promotional',
    data: {},
    contents: [],
    ...asked,
    contact: contactId ?? null,
    event: eventId ?? null,
  };
}
