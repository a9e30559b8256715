import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';

import { mailboxPage } from '../../messages';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { isSameSecret } from '../../shared';
import { mailboxCookie, mayReadMailbox } from '../mailbox-access';
import { mailboxLockedPage } from '../mailbox-locked-page';
import { pageLanguage } from '../page-language';
import { TEXT_ID_PARAMS } from '../schemas/basics';

const ON_A_PAGE = 50;

/** No script runs, neither of the page nor of a mail that it shows; a mail's pictures and styles do. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; font-src data: https:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const QUERY = Type.Object({
  lang: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
  cursor: Type.Optional(Type.String()),
  key: Type.Optional(Type.String()),
});

/** The built-in mailbox, in the reader's language. */
export function mailboxRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { messages, workspace, timeZone, apiKey } = dependencies;

  app.get('/mailbox', { schema: { hide: true, querystring: QUERY } }, async (request, reply) => {
    const { lang, message, cursor, key } = request.query;
    const language = pageLanguage(lang, request.headers);
    if (key !== undefined && isSameSecret(key, apiKey)) {
      // On to the same page without the key: it must stay neither in the history nor in what is copied.
      const rest = new URLSearchParams({
        ...(lang && { lang }),
        ...(message && { message }),
        ...(cursor && { cursor }),
      });
      const query = rest.size === 0 ? '' : `?${rest.toString()}`;
      return await reply.header('set-cookie', mailboxCookie(dependencies)).redirect(`/mailbox${query}`, 303);
    }
    if (!mayReadMailbox(request, dependencies)) {
      return await sendPage(reply.code(401), mailboxLockedPage(language, key !== undefined));
    }
    const shown = message === undefined ? undefined : await messages.get(workspace, message);
    const { data, nextCursor } = await messages.list({ workspace, limit: ON_A_PAGE, cursor });
    return await sendPage(reply, mailboxPage({ messages: data, shown, language, nextCursor, timeZone }));
  });

  app.get(
    '/mailbox/:id',
    { schema: { hide: true, params: TEXT_ID_PARAMS, querystring: QUERY } },
    async ({ params, query }, reply) => {
      const target = new URLSearchParams({ ...query, message: params.id });
      return await reply.redirect(`/mailbox?${target.toString()}`, 303);
    },
  );
}

const sendPage = (reply: FastifyReply, html: string): FastifyReply =>
  reply
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language, cookie')
    .type('text/html; charset=utf-8')
    .send(html);
