import { Type } from '@sinclair/typebox';

import { isEsp } from '../../returns';
import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { answers } from '../schemas/answers';
import { MailAnswerSchema, ReturnCountsSchema } from '../schemas/return-feed';

/** Bounces may quote the whole mail. What is larger tells nothing more. */
const LARGEST_MAIL = 8 * 1024 * 1024;
const LARGEST_CALL = 2 * 1024 * 1024;

/** Where mail servers hand over what came back, and where mail services tell of it. The secret is in the address. */
export function returnHookRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { feedTokens } = dependencies;

  app.post(
    '/hooks/mail/:token',
    {
      bodyLimit: LARGEST_MAIL,
      schema: {
        tags: ['Returns'],
        operationId: 'receiveReturnedMail',
        summary: 'Hand over a mail that came to the address for bounces, or to the one for leaving',
        description:
          'The body is the mail as it came (message/rfc822), of any content type. Bounces, complaints and requests to unsubscribe count; the rest is ignored, so that every mail can be handed over.',
        security: [],
        params: Type.Object({ token: Type.String() }),
        response: answers(MailAnswerSchema, 'What it was, and what followed.'),
      },
    },
    async ({ params: { token }, body }) => {
      const workspace = feedTokens.read(token, 'mail');
      if (workspace === undefined) throw noSuchAddress();
      return await dependencies.receiveMail(workspace, bytesOf(body));
    },
  );

  app.post(
    '/hooks/esp/:provider/:token',
    {
      bodyLimit: LARGEST_CALL,
      schema: {
        tags: ['Returns'],
        operationId: 'receiveProviderEvents',
        summary: 'Take what a mail service tells of messages',
        description: 'For ses (by SNS), sendgrid, mailgun and postmark. Calls are proven as the service has it.',
        security: [],
        params: Type.Object({ provider: Type.String(), token: Type.String() }),
        response: answers(ReturnCountsSchema, 'What followed.'),
      },
    },
    async ({ params: { provider, token }, headers, body }) => {
      const workspace = feedTokens.read(token, provider);
      if (workspace === undefined || !isEsp(provider)) throw noSuchAddress();
      return await dependencies.receiveEsp(workspace, provider, { headers, rawBody: bytesOf(body) });
    },
  );
}

const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

const noSuchAddress = (): CodedUserError =>
  new CodedUserError('NOT_FOUND', 'There is no such address. GET /api/v1/return-feeds shows those that there are.');
