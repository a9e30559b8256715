import { readFileSync } from 'node:fs';
import path from 'node:path';

import { days } from '../../../packages/runtime/src/shared';
import { databaseSettings } from '../../support/databases';
import { mail, onEvents } from '../../support/journey';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';
import { signed } from '../../support/woocommerce-recordings';

jest.setTimeout(120_000);

const FIXTURE = path.join(__dirname, '../../fixtures/woocommerce-orders/order-with-consent.json');
const ORDER = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Record<string, any>;

/** A mail of a journey to whoever has signed up. */
const reminder = (body: string, options: object = {}) => {
  const sent = mail('Did you mean to sign up?');
  const languages = { values: [{ language: 'en', subject: 'Did you mean to sign up?', body: `<p>${body}</p>` }] };
  return { ...sent, parameters: { ...sent.parameters, purpose: 'transactional', languages, options } };
};

describe.each(databaseSettings())('consent, on %s', (_name, makeSettings) => {
  let journeys: TestJourneys;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const settings = await makeSettings();
    drop = settings.drop;
    journeys = await startJourneys({ env: settings.env });
  });
  afterEach(async () => {
    await journeys.close();
    await drop();
  });

  const upsert = async (request: object) => (await journeys.writer.upsert(1, request)).contact.id;
  const api = async (method: string, route: string, body?: unknown) => {
    const answer = await journeys.api(method, route, body);
    return { status: answer.status, body: answer.body as any };
  };
  const consentsOf = async (id: number) =>
    ((await api('GET', `/contacts/${id}/consents`)).body.consents as any[]).map(
      ({ channel, purpose, status, basis }) => `${channel} ${purpose} ${status} ${basis}`,
    );
  const order = (changes: object = {}) => signed('order.created', { ...ORDER, ...changes });
  /** Opens a page as a browser does; `form` sends it. */
  const open = async (url: string, form?: string) => {
    const { pathname, search } = new URL(url, journeys.url);
    const answer = await fetch(`${journeys.url}${pathname}${search}`, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        'user-agent': 'Test browser',
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form,
    });
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '' };
  };

  test('a box that was ticked at the checkout is consent, once for each order, and enters a journey', async () => {
    const { post, activate, settle, mails, contacts } = journeys;
    await activate([onEvents('consent.granted'), mail('Thanks for joining')]);
    expect((await post(order())).body).toMatchObject({ accepted: true });
    await settle();
    const contact = (await contacts.findByEmail(1, String(ORDER.billing.email)))!;
    expect(await consentsOf(contact.id)).toEqual(['email promotional granted explicit']);
    const { ledger } = (await api('GET', `/contacts/${contact.id}/consents`)).body;
    expect(ledger).toMatchObject([
      {
        source: 'checkout',
        at: `${ORDER.date_created_gmt}.000Z`,
        proof: { order: '25', field: '_wc_other/journey/marketing-opt-in', value: '1' },
      },
    ]);
    expect(await mails()).toEqual(['Thanks for joining: sent']);

    // Who withdraws stays out, however often the shop sends the order again.
    await api('POST', `/contacts/${contact.id}/consents`, { channel: 'email', status: 'withdrawn' });
    await post(order({ status: 'completed', date_modified_gmt: '2026-11-22T03:00:00' }));
    await settle();
    expect(await consentsOf(contact.id)).toEqual(['email promotional withdrawn explicit']);
    expect(await mails()).toHaveLength(1);
  });

  test('a box that was left empty, and an order without one, say nothing', async () => {
    const { post, contacts } = journeys;
    const meta_data = [{ id: 1, key: '_wc_other/journey/marketing-opt-in', value: '0' }];
    await post(order({ meta_data }));
    const contact = (await contacts.findByEmail(1, String(ORDER.billing.email)))!;
    expect(await consentsOf(contact.id)).toEqual([]);
  });

  test('a double opt-in is pending until the contact confirms, and is asked by mail in their language', async () => {
    const { database, settle, advance, mails } = journeys;
    const dana = await upsert({ email: 'dana@shop.example', firstName: 'Dana', locale: 'he' });
    const asked = await api('POST', `/contacts/${dana}/consents`, {
      ...{ channel: 'email', status: 'pending', source: 'form', ip: '203.0.113.9', wording: 'Yes, write to me' },
    });
    expect(asked.body).toMatchObject({ status: 'pending', basis: 'double_opt_in' });
    await settle();
    expect(await mails()).toEqual(['אישור ההרשמה שלך: sent']);
    const [message] = await database.all<{ html: string; purpose: string }>('SELECT html, purpose FROM message');
    expect(message?.purpose).toBe('transactional');
    expect(message?.html).toContain('dir="rtl"');
    const link = /href="([^"]+)"/.exec(message?.html ?? '')![1]!;

    // A scanner that follows the link changes nothing.
    const page = await open(link);
    expect(page.text).toContain('<html lang="he" dir="rtl">');
    expect(await consentsOf(dana)).toEqual(['email promotional pending double_opt_in']);
    expect((await open(link, '')).status).toBe(200);
    expect(await consentsOf(dana)).toEqual(['email promotional granted double_opt_in']);
    const { ledger } = (await api('GET', `/contacts/${dana}/consents`)).body;
    expect(ledger[0]).toMatchObject({ status: 'pending', wording: 'Yes, write to me', ip: '203.0.113.9' });
    expect(ledger[1]).toMatchObject({ source: 'confirmation', ip: '127.0.0.1', proof: { userAgent: 'Test browser' } });

    // A second click says the same; who has withdrawn meanwhile is not brought back by it.
    expect((await open(link, '')).status).toBe(200);
    await advance(days(1));
    await api('POST', `/contacts/${dana}/consents`, { channel: 'email', status: 'withdrawn' });
    expect((await open(link, '')).status).toBe(404);
    expect(await consentsOf(dana)).toEqual(['email promotional withdrawn explicit']);
  });

  test('who signs up and does not confirm is asked once more by a journey, with a link that confirms', async () => {
    const { database, settle, activate, mails } = journeys;
    await activate([onEvents('consent.pending'), reminder('<a href="{{confirmUrl}}">Yes</a>')]);
    const dana = await upsert({ email: 'dana@shop.example', locale: 'en' });
    await api('POST', `/contacts/${dana}/consents`, { channel: 'email', status: 'pending' });
    await settle();
    expect((await mails()).sort()).toEqual([
      'Did you mean to sign up?: sent',
      'Please confirm your subscription: sent',
    ]);
    const [sent] = await database.all<{ html: string }>("SELECT html FROM message WHERE subject LIKE 'Did you%'");
    const link = /href="([^"]+)"/.exec(sent?.html ?? '')![1]!;
    expect((await open(link, '')).status).toBe(200);
    expect(await consentsOf(dana)).toEqual(['email promotional granted double_opt_in']);
  });

  test('the link to confirm goes to the mailbox that it proves, and to whom nothing waits for it goes none', async () => {
    const { database, settle, activate, advance } = journeys;
    await activate([onEvents('consent.pending'), reminder('[{{confirmUrl}}]', { to: 'office@shop.example' })]);
    await activate([onEvents('tag.added'), reminder('[{{confirmUrl}}]')]);
    const dana = await upsert({ email: 'dana@shop.example', locale: 'en' });
    await api('POST', `/contacts/${dana}/consents`, { channel: 'email', status: 'pending' });
    await settle();
    await advance(days(7));
    await api('POST', `/contacts/${dana}/tags`, { tags: ['late'] });
    await settle();
    const sent = await database.all<{ html: string }>("SELECT html FROM message WHERE subject LIKE 'Did you%'");
    expect(sent.map(({ html }) => html.includes('[]'))).toEqual([true, true]);

    // Who signs up again is asked anew, and has seven days from then on.
    await api('POST', `/contacts/${dana}/consents`, { channel: 'email', status: 'pending' });
    await api('POST', `/contacts/${dana}/tags`, { tags: ['again'] });
    await settle();
    const again = await database.all<{ html: string }>(
      "SELECT html FROM message WHERE subject LIKE 'Did you%' AND recipient = 'dana@shop.example' ORDER BY created_at",
    );
    expect(again.map(({ html }) => html.includes('/consent/confirm/'))).toEqual([false, true]);
  });

  test('a link to confirm works for seven days, for the address that it was sent to, and as it was made', async () => {
    const { database, settle, advance, writer } = journeys;
    const linkFor = async (id: number) => {
      await api('POST', `/contacts/${id}/consents`, { channel: 'email', status: 'pending' });
      await settle();
      const [message] = await database.all<{ html: string }>('SELECT html FROM message WHERE contact = ?', [id]);
      return /href="([^"]+)"/.exec(message?.html ?? '')![1]!;
    };
    const [dana, noam] = [await upsert({ email: 'dana@shop.example' }), await upsert({ email: 'noam@shop.example' })];
    const [late, moved] = [await linkFor(dana), await linkFor(noam)];
    const [payload, signature] = late.split('/').at(-1)!.split('.') as [string, string];
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace(`"c":${dana}`, `"c":${noam}`));
    expect((await open(`/consent/confirm/${forged.toString('base64url')}.${signature}`, '')).status).toBe(404);
    expect((await open(`/preferences/${payload}.${signature}`)).status).toBe(404);
    await writer.patch(1, noam, { email: 'noam@new.example' });
    expect((await open(moved, '')).status).toBe(404);
    await advance(days(7), days(1));
    expect((await open(late, '')).status).toBe(404);
    expect(await consentsOf(dana)).toEqual(['email promotional pending double_opt_in']);
  });

  test('contacts decide on their page what they get; opening it changes nothing', async () => {
    const dana = await upsert({ email: 'dana@shop.example', phone: '+972502345678', locale: 'ar' });
    const { preferencesUrl } = (await api('GET', `/contacts/${dana}`)).body;
    const page = await open(preferencesUrl);
    expect(page.text).toContain('<html lang="ar" dir="rtl">');
    expect(page.text).toContain('d•••@shop.example');
    expect(page.text).not.toContain('dana@');
    expect(page.text).not.toContain('" checked');
    expect(await consentsOf(dana)).toEqual([]);

    const saved = await open(`${preferencesUrl}?lang=en`, 'channel=email&channel=whatsapp');
    expect(saved.status).toBe(303);
    expect((await open(saved.location)).text).toContain('Saved.');
    expect(await consentsOf(dana)).toEqual([
      'email promotional granted explicit',
      'sms promotional withdrawn explicit',
      'whatsapp promotional granted explicit',
    ]);
    const { ledger } = (await api('GET', `/contacts/${dana}/consents`)).body;
    expect(ledger[0]).toMatchObject({ source: 'preferences', wording: expect.stringContaining('by e-mail') });
    // The same again changes nothing and adds nothing.
    await open(preferencesUrl, 'channel=email&channel=whatsapp');
    await open(preferencesUrl, 'leave=all&channel=email');
    expect((await consentsOf(dana)).every((each) => each.includes('withdrawn'))).toBe(true);
  });

  test('a mail leads to the page of its reader', async () => {
    const { activate, happens, database } = journeys;
    const body = '<a href="{{preferencesUrl}}">Preferences</a>';
    const letter = mail('News');
    const parameters = { ...letter.parameters, languages: { values: [{ language: 'en', subject: 'News', body }] } };
    await activate([onEvents('order.placed'), { ...letter, parameters }]);
    await happens('order.placed', await upsert({ email: 'dana@shop.example' }));
    const [message] = await database.all<{ html: string }>('SELECT html FROM message');
    expect((await open(/href="([^"]+)"/.exec(message?.html ?? '')![1]!)).text).toContain('d•••@shop.example');
  });

  test('the page of a contact who was merged is that of the survivor, and that of one who was erased is gone', async () => {
    const { writer } = journeys;
    const [dana, old] = [await upsert({ email: 'dana@shop.example' }), await upsert({ email: 'dana@old.example' })];
    const { preferencesUrl } = (await api('GET', `/contacts/${old}`)).body;
    await writer.merge(1, dana, old);
    await open(preferencesUrl, 'leave=all');
    expect(await consentsOf(dana)).toEqual(['email promotional withdrawn explicit']);
    await writer.erase(1, dana);
    expect((await open(preferencesUrl)).status).toBe(404);
    expect((await open(preferencesUrl, 'channel=email')).status).toBe(404);
  });

  test('what cannot be consent is refused', async () => {
    const dana = await upsert({ phone: '+972502345678' });
    const record = async (body: object) => (await api('POST', `/contacts/${dana}/consents`, body)).body.code as string;
    expect(await record({ channel: 'sms', status: 'granted', basis: 'customer_exception' })).toBe(
      'CUSTOMER_EXCEPTION_OFF',
    );
    expect(await record({ channel: 'email', status: 'pending' })).toBe('CONTACT_HAS_NO_ADDRESS');
    expect(await record({ channel: 'sms', status: 'pending' })).toBe('CONSENT_INVALID');
    expect(await record({ channel: 'sms', status: 'granted', at: '2099-01-01T00:00:00.000Z' })).toBe('CONSENT_INVALID');
    expect(await record({ channel: 'pigeon', status: 'granted' })).toBe('BODY_INVALID');
    expect((await api('PATCH', '/consent-settings', { customerException: true })).body.customerException).toBe(true);
    const allowed = await api('POST', `/contacts/${dana}/consents`, {
      ...{ channel: 'sms', status: 'granted', basis: 'customer_exception' },
    });
    expect(allowed.body).toMatchObject({ status: 'granted', basis: 'customer_exception' });
  });
});
