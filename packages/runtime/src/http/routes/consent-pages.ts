import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import { circumstancesOf } from '../circumstances';
import { confirmationPage, confirmedPage } from '../consent-pages/confirmation-page';
import { gonePage } from '../consent-pages/page';
import { preferencesPage, wordingOf } from '../consent-pages/preferences-page';
import type { HttpDependencies } from '../http-dependencies';
import { pageLanguage } from '../page-language';
import { postedForm } from '../posted-form';
import { sendContactPage } from '../send-contact-page';

const PARAMS = Type.Object({ token: Type.String() });
const QUERY = Type.Object({ lang: Type.Optional(Type.String()), saved: Type.Optional(Type.String()) });
const SCHEMA = { hide: true, params: PARAMS, querystring: QUERY };

/**
 * The pages that contacts reach by links in mails. Opening one changes nothing, because scanners open every link; only a
 * form that is sent does.
 */
export function consentPageRoutes(app: ApiApp, { preferences, consents }: HttpDependencies): void {
  app.get('/preferences/:token', { schema: SCHEMA }, async ({ params, query, headers }, reply) => {
    const view = await preferences.view(params.token);
    const language = pageLanguage(query.lang ?? view?.locale ?? undefined, headers);
    if (!view) return await sendContactPage(reply.code(404), gonePage(language));
    return await sendContactPage(reply, preferencesPage(view, language, { isSaved: query.saved !== undefined }));
  });

  app.post('/preferences/:token', { schema: SCHEMA }, async (request, reply) => {
    const { params, query, headers } = request;
    const language = pageLanguage(query.lang, headers);
    const form = postedForm(request);
    const channels = form.has('leave') ? [] : form.getAll('channel');
    const evidence = { wording: wordingOf(language, channels), ...circumstancesOf(request) };
    if (!(await preferences.save(params.token, new Set(channels), evidence))) {
      return await sendContactPage(reply.code(404), gonePage(language));
    }
    // On to the page itself: who loads it again sends nothing again.
    return await reply.redirect(`/preferences/${encodeURIComponent(params.token)}?lang=${language}&saved=1`, 303);
  });

  app.get('/consent/confirm/:token', { schema: SCHEMA }, async ({ params, query, headers }, reply) => {
    const found = await consents.confirmable(params.token);
    const language = pageLanguage(query.lang ?? found?.locale ?? undefined, headers);
    if (!found) return await sendContactPage(reply.code(404), gonePage(language));
    const page = found.state.status === 'granted' ? confirmedPage : confirmationPage;
    return await sendContactPage(reply, page(language));
  });

  app.post('/consent/confirm/:token', { schema: SCHEMA }, async (request, reply) => {
    const language = pageLanguage(request.query.lang, request.headers);
    const state = await consents.confirm(request.params.token, circumstancesOf(request));
    return await sendContactPage(reply.code(state ? 200 : 404), state ? confirmedPage(language) : gonePage(language));
  });
}
