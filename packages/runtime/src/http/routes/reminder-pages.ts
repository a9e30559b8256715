import { Type } from '@sinclair/typebox';

import type { ReminderChange } from '../../reminders';
import type { ApiApp } from '../api-app';
import { gonePage } from '../consent-pages/page';
import type { HttpDependencies } from '../http-dependencies';
import { pageLanguage } from '../page-language';
import { postedForm } from '../posted-form';
import { remindersPage } from '../reminder-pages/reminders-page';
import { sendContactPage } from '../send-contact-page';

const SCHEMA = {
  hide: true,
  params: Type.Object({ token: Type.String() }),
  querystring: Type.Object({ lang: Type.Optional(Type.String()), saved: Type.Optional(Type.String()) }),
};

/** The page of a contact's reminders. Opening it changes nothing, because scanners open every link; only a form that is sent does. */
export function reminderPageRoutes(app: ApiApp, { reminders, clock }: HttpDependencies): void {
  app.get('/reminders/:token', { schema: SCHEMA }, async ({ params, query, headers }, reply) => {
    const view = await reminders.view(params.token);
    const language = pageLanguage(query.lang ?? view?.locale ?? undefined, headers);
    if (!view) return await sendContactPage(reply.code(404), gonePage(language));
    const said = query.saved === undefined ? undefined : 'done';
    return await sendContactPage(reply, remindersPage(view, language, { now: clock.now(), said }));
  });

  app.post('/reminders/:token', { schema: SCHEMA }, async (request, reply) => {
    const { params, query, headers } = request;
    const said = await reminders.change(params.token, changeIn(postedForm(request)));
    const view = await reminders.view(params.token);
    const language = pageLanguage(query.lang ?? view?.locale ?? undefined, headers);
    if (said === 'gone' || !view) return await sendContactPage(reply.code(404), gonePage(language));
    if (said !== 'done') {
      return await sendContactPage(reply.code(422), remindersPage(view, language, { now: clock.now(), said }));
    }
    // On to the page itself: who loads it again sends nothing again.
    return await reply.redirect(`/reminders/${encodeURIComponent(params.token)}?lang=${language}&saved=1`, 303);
  });
}

/** What cannot be read moves nothing: a move without a time is answered as such. */
function changeIn(form: URLSearchParams): ReminderChange {
  const does = form.get('does');
  const seen = Number(form.get('seen') ?? Number.NaN);
  return {
    series: form.get('series') ?? '',
    does: does === 'pause' || does === 'stop' ? does : 'move',
    to: form.get('to') ?? undefined,
    seen: Number.isFinite(seen) ? seen : undefined,
  };
}
