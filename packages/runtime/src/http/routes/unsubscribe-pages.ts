import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import { circumstancesOf } from '../circumstances';
import { gonePage } from '../consent-pages/page';
import { questionOf, unsubscribedPage, unsubscribePage } from '../consent-pages/unsubscribe-page';
import type { HttpDependencies } from '../http-dependencies';
import { pageLanguage } from '../page-language';
import { sendContactPage } from '../send-contact-page';

const SCHEMA = {
  hide: true,
  params: Type.Object({ token: Type.String() }),
  querystring: Type.Object({ lang: Type.Optional(Type.String()) }),
};

/**
 * How readers of a message leave. Mail programs post to the address by themselves (RFC 8058), people by the button of its
 * page: both are answered at once, with no cookie and no way on. Looking at the page changes nothing.
 */
export function unsubscribePageRoutes(app: ApiApp, { unsubscribing, consentLinks }: HttpDependencies): void {
  const preferencesOf = ({ workspace, contact }: { workspace: number; contact: number }): string =>
    consentLinks.preferences(workspace, contact);

  app.get('/u/:token', { schema: SCHEMA }, async ({ params, query, headers }, reply) => {
    const view = await unsubscribing.view(params.token);
    const language = pageLanguage(query.lang ?? view?.locale ?? undefined, headers);
    if (!view) return await sendContactPage(reply.code(404), gonePage(language));
    const page = view.isWithdrawn ? unsubscribedPage : unsubscribePage;
    return await sendContactPage(reply, page(view, language, preferencesOf(view)));
  });

  app.post('/u/:token', { schema: SCHEMA }, async (request, reply) => {
    const { params, query, headers } = request;
    const asked = query.lang === undefined ? null : questionOf(pageLanguage(query.lang, headers));
    const view = await unsubscribing.withdraw(params.token, { wording: asked, ...circumstancesOf(request) });
    const language = pageLanguage(query.lang ?? view?.locale ?? undefined, headers);
    if (!view) return await sendContactPage(reply.code(404), gonePage(language));
    return await sendContactPage(reply, unsubscribedPage(view, language, preferencesOf(view)));
  });
}
