import type { DatabaseSettings } from '../../support/databases';
import { onEvents, type JourneyNode } from '../../support/journey';
import { startMailServer } from '../../support/mail-server';
import { startJourneys } from '../../support/start-journeys';
import { seconds } from '../../../packages/runtime/src/shared';

export const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

export const offer = (body: string, purpose: 'promotional' | 'transactional' = 'promotional'): JourneyNode => ({
  name: 'Offer',
  type: 'n8n-nodes-aftercart.sendEmail',
  parameters: { purpose, languages: { values: [{ language: 'en', subject: 'Our offer', body }] } },
});

/** Four places to go to, one of them twice. */
export const BODY = `<p>Hello</p><a href="https://shop.example/a?x=1&amp;y=%D7%A9">A</a> <a href="https://shop.example/b#size">B</a>
<a href="https://shop.example/c">C</a> <a href="https://shop.example/d">D</a> <a href="https://shop.example/c">C again</a>
<a href="mailto:help@shop.example">write to us</a> <a href="{{preferencesUrl}}">Preferences</a>`;

export type Tracking = Awaited<ReturnType<typeof startTracking>>;

/** The whole product with a real mail server, and readers who do something with what arrives there. */
export async function startTracking({ env, drop }: DatabaseSettings, more: Record<string, string> = {}) {
  const mail = await startMailServer();
  const journeys = await startJourneys({ env: { AFTERCART_SMTP_URL: mail.url, ...env, ...more } });
  const { database, clickJudge, fetchLog } = journeys;

  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(url, journeys.url);
    return await fetch(`${journeys.url}${pathname}${search}`, {
      redirect: 'manual',
      ...init,
      headers: { 'user-agent': PHONE, ...init.headers },
    });
  };

  return {
    ...journeys,
    mail,
    ask,

    /** A contact who has agreed to be written to. */
    async reader(email: string): Promise<number> {
      const { contact } = await journeys.writer.upsert(1, { email });
      await journeys.api('POST', `/contacts/${contact.id}/consents`, { channel: 'email', status: 'granted' });
      return contact.id;
    },

    journey: (node: JourneyNode = offer(BODY), ...rest: JourneyNode[]) =>
      journeys.activate([onEvents('form.submitted'), node, ...rest]),

    /** Writes to a contact, and opens what arrived a minute later. */
    async receive(contact: number) {
      const before = mail.mails.length;
      await journeys.happens('form.submitted', contact);
      const arrived = (await mail.received(before + 1)).at(-1)!;
      journeys.advanceOnly(seconds(60));
      const html = String(arrived.html);
      const addresses = [...html.matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, address = '']) =>
        address.replaceAll('&#38;', '&').replaceAll('&amp;', '&'),
      );
      const inBody = addresses.filter((address) => address.includes('/c/'));
      const list = arrived.headers.get('list') as { unsubscribe?: { url?: string } } | undefined;
      const [{ id } = { id: '' }] = await database.all<{ id: string }>(
        'SELECT id FROM message WHERE contact = ? ORDER BY created_at DESC, id LIMIT 1',
        [contact],
      );
      return {
        ...{ id, mail: arrived, html, addresses },
        links: inBody.filter((address) => !html.includes(`<a href="${address}" style="display:none`)),
        decoy: inBody.find((address) => html.includes(`<a href="${address}" style="display:none`)),
        picture: addresses.find((address) => address.includes('/o/'))!,
        unsubscribe: list?.unsubscribe?.url ?? '',
      };
    },

    /** Lets so much time pass that every click is judged, and all that follows is done. */
    async judged(): Promise<void> {
      await fetchLog.look();
      journeys.advanceOnly(seconds(10));
      await clickJudge.look();
      await journeys.settle();
    },

    /** Class and count of all that became of a message. */
    async engagementOf(message: string): Promise<Record<string, number>> {
      const rows = await database.all<{ kind: string; class: string; count: number }>(
        'SELECT kind, class, count FROM message_engagement WHERE message = ?',
        [message],
      );
      return Object.fromEntries(rows.map((row) => [`${row.kind} ${row.class}`, row.count]));
    },

    /** What was told of a contact's messages, oldest first. */
    async toldOf(contact: number): Promise<string[]> {
      const { data } = await journeys.events.list({ workspace: 1, contact, limit: 100 });
      return data
        .filter(({ type }) => type.startsWith('message.'))
        .map(({ type, payload }) =>
          [type, payload.engagement?.class, payload.engagement?.url].filter(Boolean).join(' '),
        )
        .reverse();
    },

    async finish(): Promise<void> {
      await journeys.close();
      await mail.close();
      await drop();
    },
  };
}
