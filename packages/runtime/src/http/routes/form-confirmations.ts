import { createReadStream } from 'node:fs';

import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';

import { attachmentHeader, languagesOf, type Download, type Form } from '../../forms';
import type { PageLanguage } from '../../messages';
import type { ApiApp } from '../api-app';
import { circumstancesOf } from '../circumstances';
import { gonePage } from '../consent-pages/page';
import { confirmedPage, confirmPage } from '../form-pages/confirm-page';
import { downloadPage } from '../form-pages/download-page';
import { newNonce, type FormView } from '../form-pages/page-frame';
import { formPolicy } from '../form-pages/policy';
import { sendFormPage } from '../form-pages/send-page';
import type { HttpDependencies } from '../http-dependencies';
import { pageLanguage } from '../page-language';

const SCHEMA = {
  hide: true,
  params: Type.Object({ token: Type.String() }),
  querystring: Type.Object({ lang: Type.Optional(Type.String({ maxLength: 100 })) }),
};

interface Asked {
  readonly query: { readonly lang?: string };
  readonly headers: Parameters<typeof pageLanguage>[1];
}

/**
 * What people reach by links in the mails of forms: confirming, and what they get for it. Opening a page changes nothing,
 * because scanners open every link; only its button does.
 */
export function formConfirmationRoutes(app: ApiApp, { submissions, downloads, publicUrl }: HttpDependencies): void {
  /** Behind a proxy this server may have a part of another one's addresses. */
  const below = (path: string): string => new URL(path, `${publicUrl}/`).pathname;

  app.get('/f/confirm/:token', { schema: SCHEMA }, async (request, reply) => {
    const found = await submissions.confirmable(request.params.token);
    if (!found) return await sendGone(reply, request);
    const view = viewOf(found.form, request, found.submission.language);
    const page = found.submission.status === 'confirmed' ? confirmedPage(found, view) : confirmPage(found, view);
    const leadsTo = found.gift?.leadsTo;
    return await sendFormPage(reply, page, formPolicy(found.form, { nonce: view.nonce, leadsTo }));
  });

  app.post('/f/confirm/:token', { schema: SCHEMA }, async (request, reply) => {
    const { params, query } = request;
    const found = await submissions.confirm(params.token, circumstancesOf(request));
    if (!found) return await sendGone(reply, request);
    // On to the page itself: who loads it again sends nothing again.
    const language = viewOf(found.form, { query, headers: request.headers }, found.submission.language).language;
    return await reply.redirect(`${below('f/confirm')}/${encodeURIComponent(params.token)}?lang=${language}`, 303);
  });

  app.get('/d/:token', { schema: SCHEMA }, async (request, reply) => {
    const found = await downloads.find(request.params.token);
    if (!found) return await sendGone(reply, request);
    const view = viewOf(found.form, request, found.submission.language);
    const policy = formPolicy(found.form, { nonce: view.nonce, leadsTo: found.content.url });
    return await sendFormPage(reply, downloadPage(found, view), policy);
  });

  app.post('/d/:token', { schema: SCHEMA }, async (request, reply) => {
    const found = await downloads.take(request.params.token);
    if (!found) return await sendGone(reply, request);
    if (found.content.url !== null) return await reply.redirect(found.content.url, 303);
    return await sendFile(reply, found);
  });

  function viewOf(form: Form, { query, headers }: Asked, otherwise: PageLanguage): FormView {
    const languages = { languages: languagesOf(form), otherwise };
    const language = pageLanguage(query.lang ?? otherwise, headers, languages);
    return { language, isEmbedded: false, script: below('f/page.js'), nonce: newNonce() };
  }
}

async function sendGone(reply: FastifyReply, { query, headers }: Asked): Promise<FastifyReply> {
  return await sendFormPage(reply.code(404), gonePage(pageLanguage(query.lang, headers)));
}

/** To be saved, never to be shown: nothing of it runs on this server's origin. */
async function sendFile(reply: FastifyReply, { file = '', content }: Download): Promise<FastifyReply> {
  return await reply
    .header('content-disposition', attachmentHeader(content.fileName ?? 'download'))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-length', content.bytes ?? 0)
    .type(content.mediaType ?? 'application/octet-stream')
    .send(createReadStream(file));
}
