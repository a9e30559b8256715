import { createHmac } from 'node:crypto';

import { databaseSettings } from '../../support/databases';
import { startHttpServer, type HttpServer } from '../../support/http-server';
import { openTestApp, type TestApp } from '../../support/open-test-app';

const PUBLIC_URL = 'https://go.example';
const ANNA = '+972502345678';

describe.each(databaseSettings())('text messages by Twilio, there and back, on %s', (_name, make) => {
  let app: TestApp;
  let twilio: HttpServer;
  let settings: Awaited<ReturnType<typeof make>>;
  let contact: number;
  let sender: { id: string; callbackUrl: string };

  beforeEach(async () => {
    settings = await make();
    let count = 0;
    twilio = await startHttpServer(() => ({ status: 201, body: { sid: `SM${++count}` } }));
    app = await openTestApp({ ...settings.env, AFTERCART_PUBLIC_URL: PUBLIC_URL });
    sender = (
      await app.api('POST', '/senders', {
        ...{ channel: 'sms', provider: 'twilio', name: 'Shop', address: '+972545678901' },
        settings: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret', baseUrl: twilio.url },
      })
    ).body as typeof sender;
    contact = ((await app.api('POST', '/contacts', { phone: ANNA, firstName: 'Anna' })).body as { id: number }).id;
  });
  afterEach(async () => {
    await app.close();
    await twilio.close();
    await settings.drop();
  });

  async function sendText(key: string, text = 'See https://shop.example/12', language = 'he'): Promise<string> {
    const { status, body } = await app.api('POST', '/hub/sms', {
      ...{ contact: { id: contact }, contents: [{ language, text }], purpose: 'transactional', data: {} },
      ...{ itemIndex: 0, idempotencyKey: key },
    });
    expect({ status, body }).toMatchObject({ status: 200, body: { verdict: 'send' } });
    const { messageId } = body as { messageId: string };
    await app.until(
      async () => (await messageOf(messageId)).status,
      (state) => state === 'sent',
    );
    return messageId;
  }
  const messageOf = async (id: string) => (await app.api('GET', `/messages/${id}`)).body as Record<string, unknown>;
  const eventsOf = async (type: string) =>
    ((await app.api('GET', `/events?type=${type}`)).body as { data: Array<{ payload: Record<string, any> }> }).data;

  /** Calls as Twilio does, by the address that it was given. */
  async function call(form: Record<string, string>, { query = '', secret = 'secret' } = {}): Promise<number> {
    const signed = `${sender.callbackUrl}${query}`;
    const text = Object.keys(form)
      .sort()
      .map((name) => `${name}${form[name]}`)
      .join('');
    const answer = await fetch(signed.replace(PUBLIC_URL, app.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': createHmac('sha1', secret)
          .update(signed + text)
          .digest('base64'),
      },
      body: new URLSearchParams(form).toString(),
    });
    return answer.status;
  }

  test('what the provider tells is noted once, in whatever order it comes, and is an event', async () => {
    const id = await sendText('a');
    const { StatusCallback = '' } = Object.fromEntries(new URLSearchParams(twilio.calls[0]?.body));
    expect(StatusCallback).toBe(`${sender.callbackUrl}?message=${id}`);
    const query = `?message=${id}`;
    const told = (MessageStatus: string) => call({ MessageSid: 'SM1', MessageStatus }, { query });
    expect(await told('delivered')).toBe(204);
    expect(await told('sent')).toBe(204); // late
    expect(await told('delivered')).toBe(204); // again
    expect(await told('undelivered')).toBe(204); // nobody takes back what has arrived
    expect(await messageOf(id)).toMatchObject({ status: 'sent', delivery: 'delivered', provider: 'twilio' });
    expect(await eventsOf('message.delivered')).toMatchObject([
      { payload: { contact: { id: contact }, message: { id, channel: 'sms' } } },
    ]);
    expect(await eventsOf('message.failed')).toEqual([]);
  });

  test('a call that another key signed, or that knows no token, is refused and changes nothing', async () => {
    const id = await sendText('a');
    const form = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    expect(await call(form, { secret: 'other' })).toBe(403);
    const guess = sender.callbackUrl.replace(PUBLIC_URL, app.url).replace(/.{4}$/, 'xxxx');
    expect((await fetch(guess, { method: 'POST', body: new URLSearchParams(form) })).status).toBe(403);
    expect(await messageOf(id)).toMatchObject({ delivery: null });
  });

  test('a message that does not reach a phone is an event that says so', async () => {
    const id = await sendText('a');
    await call({ MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30006' });
    expect(await messageOf(id)).toMatchObject({ delivery: 'failed' });
    expect(await eventsOf('message.failed')).toMatchObject([
      { payload: { message: { id }, failure: { isUnreachable: true, reason: "Twilio's error 30006" } } },
    ]);
  });

  test('whoever answers STOP in Hebrew gets one answer and nothing more; the answer itself is kept as evidence', async () => {
    const id = await sendText('a');
    const form = { MessageSid: 'SM9', SmsStatus: 'received', From: ANNA, To: '+972545678901', Body: 'הסר' };
    expect(await call(form)).toBe(200);
    expect(await call(form)).toBe(200); // replayed
    await app.until(
      async () => twilio.calls.length,
      (count) => count === 2,
    );
    expect(new URLSearchParams(twilio.calls[1]?.body).get('Body')).toBe(
      'הוסרת מרשימת התפוצה. לא נשלח אליך הודעות נוספות.',
    );
    expect(await eventsOf('message.replied')).toMatchObject([{ payload: { message: { id }, reply: { text: 'הסר' } } }]);
    const ledger = await app.database.all<{ status: string; source: string; proof: string }>(
      `SELECT status, source, proof FROM consent_entry WHERE contact = ? AND channel = 'sms' AND purpose = 'promotional'`,
      [contact],
    );
    expect(ledger).toMatchObject([{ status: 'withdrawn', source: 'reply', proof: expect.stringContaining('"הסר"') }]);
    const refused = await app.api('POST', '/hub/sms', {
      ...{ contact: { id: contact }, contents: [{ language: 'he', text: 'מבצע' }], purpose: 'promotional', data: {} },
      ...{ itemIndex: 0, idempotencyKey: 'b' },
    });
    expect(refused.body).toMatchObject({ verdict: 'skip' });
    expect(twilio.calls).toHaveLength(2);
  });

  test('an answer that refuses nothing is an event and no more', async () => {
    await sendText('a');
    await call({ MessageSid: 'SM9', SmsStatus: 'received', From: ANNA, To: '+972545678901', Body: 'תודה!' });
    expect(await eventsOf('message.replied')).toMatchObject([{ payload: { reply: { text: 'תודה!', from: ANNA } } }]);
    expect(await app.database.all('SELECT 1 FROM consent_entry WHERE contact = ?', [contact])).toEqual([]);
  });

  test('a sender with another address of its provider sends what waits there, without a restart', async () => {
    await sendText('a');
    const other = await startHttpServer(() => ({ status: 201, body: { sid: 'SM77' } }));
    await app.api('PATCH', `/senders/${sender.id}`, { settings: { baseUrl: other.url } });
    const id = await sendText('b');
    expect(await messageOf(id)).toMatchObject({ providerMessageId: 'SM77' });
    expect([twilio.calls.length, other.calls.length]).toEqual([1, 1]);
    await other.close();
  });

  test('a short link leads to what was written, tells who clicked, and leads nowhere else', async () => {
    const id = await sendText('a');
    const text = new URLSearchParams(twilio.calls[0]?.body).get('Body') ?? '';
    const path = /https:\/\/go\.example(\/l\/[\w-]+)/.exec(text)?.[1] ?? '';
    const follow = async (at: string, method = 'GET') => await fetch(`${app.url}${at}`, { method, redirect: 'manual' });
    expect((await follow(path, 'HEAD')).headers.get('location')).toBe('https://shop.example/12');
    expect(await eventsOf('message.clicked')).toEqual([]);
    const answer = await follow(`${path}?to=https://evil.example`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/12']);
    await follow(path);
    expect((await eventsOf('message.clicked')).length).toBeLessThanOrEqual(2);
    expect((await eventsOf('message.clicked'))[0]).toMatchObject({
      payload: { message: { id }, link: { url: 'https://shop.example/12' } },
    });
    expect((await follow('/l/https://evil.example')).status).toBe(404);
    expect((await follow('/l/unknown00')).status).toBe(404);
  });
});
