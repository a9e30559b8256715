import { Type } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { attributesOf } from '../../contacts';
import {
  cleanText,
  findForm,
  languagesOf,
  networkOf,
  readAnswers,
  resolveFields,
  type Form,
  type Stamp,
} from '../../forms';
import type { ApiApp } from '../api-app';
import { circumstancesOf } from '../circumstances';
import { formPage, HONEYPOT, STAMP, type FilledForm } from '../form-pages/form-page';
import { missingPage } from '../form-pages/missing-page';
import { newNonce, type FormView } from '../form-pages/page-frame';
import { formPolicy } from '../form-pages/policy';
import { closedPage, sentPage } from '../form-pages/sent-page';
import { sendFormPage, sendScript } from '../form-pages/send-page';
import { EMBED_SCRIPT, PAGE_SCRIPT } from '../form-pages/scripts';
import type { HttpDependencies } from '../http-dependencies';
import { pageLanguage } from '../page-language';
import { postedForm } from '../posted-form';

const PARAMS = Type.Object({ form: Type.String({ maxLength: 100 }) });
const QUERY = Type.Object({
  lang: Type.Optional(Type.String({ maxLength: 100 })),
  embed: Type.Optional(Type.String({ maxLength: 10 })),
  page: Type.Optional(Type.String()),
  sent: Type.Optional(Type.String({ maxLength: 10 })),
});
const SCHEMA = { hide: true, params: PARAMS, querystring: QUERY };

/** Bytes of a form that is sent: some hundred long answers. */
const LARGEST = 64 * 1024;
const LONGEST_PAGE = 300;
/** What a caller sends of itself that only looks: previews of links, search engines. */
const PROGRAM = /bot|crawl|spider|preview|monitor|curl|wget|python/i;

/** The pages on which people sign up, and the script with which other sites show them. */
export function formPageRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { database, formStamps, formViews, formLimit, submissions, publicUrl } = dependencies;
  /** Behind a proxy this server may have a part of another one's addresses. */
  const below = (path: string): string => new URL(path, `${publicUrl}/`).pathname;

  app.get('/f/page.js', { schema: { hide: true } }, async (_request, reply) => await sendScript(reply, PAGE_SCRIPT));
  app.get('/f/embed.js', { schema: { hide: true } }, async (_request, reply) => await sendScript(reply, EMBED_SCRIPT));

  app.get('/f/:form', { schema: SCHEMA }, async (request, reply) => {
    const { params, query, headers } = request;
    const form = await findForm(database, params.form);
    if (!form) return await sendFormPage(reply.code(404), missingPage(pageLanguage(query.lang, headers)));
    const { view, embedding } = viewOf(form, request);
    if (!form.isOpen) return await send(reply.code(410), form, view, closedPage(form, view));
    if (query.sent !== undefined) return await send(reply, form, view, sentPage(form, view, embedding));
    if (!PROGRAM.test(headers['user-agent'] ?? '') && headers['sec-purpose'] === undefined) formViews.add(form);
    return await show(reply, form, view, { embedding });
  });

  app.post('/f/:form', { schema: SCHEMA, bodyLimit: LARGEST }, async (request, reply) => {
    const { params, query, headers, ip } = request;
    const form = await findForm(database, params.form);
    if (!form) return await sendFormPage(reply.code(404), missingPage(pageLanguage(query.lang, headers)));
    const { view: asked, embedding } = viewOf(form, request);
    if (!form.isOpen) return await send(reply.code(410), form, asked, closedPage(form, asked));
    const posted = postedForm(request);
    const stamp = formStamps.read(form, posted.get(STAMP) ?? '');
    const view = stamp ? { ...asked, language: stamp.language } : asked;
    const again = { embedding, posted, stamp };
    if (!formLimit.allows(networkOf(ip))) {
      return await show(reply.code(429).header('retry-after', '600'), form, view, { ...again, notice: 'tooMany' });
    }
    // A program gets the same answer as a person, so that it learns nothing.
    if ((posted.get(HONEYPOT) ?? '') !== '') return await goOn(reply, form, view, embedding);
    // A form of another site brings no stamp: people see here what they agree to, and send it once more.
    if (!stamp) return await show(reply, form, view, { ...again, notice: 'again' });
    if (stamp.state === 'changed') return await show(reply.code(422), form, view, { ...again, notice: 'changed' });
    const fields = resolveFields(form.fields, await attributesOf(database, form.workspace));
    const { answers, consents, problems } = readAnswers(form, fields, { posted, language: view.language });
    if (problems.size > 0) return await show(reply.code(422), form, view, { ...again, problems });
    const isTaken =
      stamp.state === 'good' &&
      (await submissions.take({ form, answers, consents, stamp, circumstances: circumstancesOf(request) })) === 'taken';
    if (isTaken) return await goOn(reply, form, view, embedding);
    const kept = stamp.state === 'early' ? stamp : undefined;
    return await show(reply.code(422), form, view, { ...again, stamp: kept, isRead: true, notice: 'again' });
  });

  interface Shown {
    readonly embedding: URLSearchParams;
    readonly posted?: URLSearchParams;
    /** Of the page that was sent, where it may be sent again. */
    readonly stamp?: Stamp | undefined;
    /** Whether the page that was sent said what this one says. */
    readonly isRead?: boolean;
    readonly problems?: FilledForm['problems'];
    readonly notice?: FilledForm['notice'];
  }

  async function show(reply: FastifyReply, form: Form, view: FormView, shown: Shown): Promise<FastifyReply> {
    const { embedding, posted = new URLSearchParams(), stamp, problems = new Map(), notice } = shown;
    const isSame = stamp !== undefined && stamp.state !== 'changed' && stamp.state !== 'stale';
    const page = formPage(form, view, {
      ...{ posted, problems, notice, query: embedding },
      fields: resolveFields(form.fields, await attributesOf(database, form.workspace)),
      keepsTicks: isSame || shown.isRead === true,
      stamp: (isSame && posted.get(STAMP)) || formStamps.make(form, view.language, pageOf(embedding)),
    });
    return await send(reply, form, view, page);
  }

  async function goOn(
    reply: FastifyReply,
    form: Form,
    { language, isEmbedded }: FormView,
    embedding: URLSearchParams,
  ): Promise<FastifyReply> {
    const address = new URLSearchParams([['lang', language], ['sent', '1'], ...embedding]);
    const page = `${below('f')}/${encodeURIComponent(form.id)}?${address.toString()}`;
    return await reply.redirect(isEmbedded ? page : (form.redirectUrl ?? page), 303);
  }

  function viewOf(form: Form, { query, headers }: FastifyRequest): { view: FormView; embedding: URLSearchParams } {
    const { lang, embed, page } = query as { lang?: string; embed?: string; page?: string };
    const language = pageLanguage(lang, headers, { languages: languagesOf(form), otherwise: form.language });
    const isEmbedded = embed !== undefined;
    const from = cleanText(page ?? '').slice(0, LONGEST_PAGE);
    const embedding = new URLSearchParams({ ...(isEmbedded && { embed: '1' }), ...(from !== '' && { page: from }) });
    return { view: { language, isEmbedded, script: below('f/page.js'), nonce: newNonce() }, embedding };
  }

  async function send(reply: FastifyReply, form: Form, { nonce }: FormView, html: string): Promise<FastifyReply> {
    return await sendFormPage(reply, html, formPolicy(form, { nonce, leadsTo: form.redirectUrl, isFramed: true }));
  }
}

const pageOf = (embedding: URLSearchParams): string | undefined => embedding.get('page') ?? undefined;
