import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';

import { openTestApp, type TestApp } from '../../support/open-test-app';
import { recording } from '../../support/woocommerce-recordings';

const content = { language: 'en', subject: 'Hello {{contact.firstName}}', body: '<p>Hello</p>' };

/** A stock n8n's webhook: it answers what it is told and keeps what it was sent. */
async function startReceiver(statuses: number[]) {
  const calls: Array<{ body: string; signature: unknown }> = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      calls.push({ body, signature: request.headers['x-aftercart-signature'] });
      response.statusCode = statuses.shift() ?? 200;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, calls, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('our nodes in a stock n8n, over HTTP', () => {
  let app: TestApp;
  beforeEach(async () => (app = await openTestApp()));
  afterEach(async () => await app.close());

  test('a node that n8n tries again sends no second mail', async () => {
    await app.post(recording('030'));
    const email = {
      contact: { email: 'GAST@kunde.example' },
      contents: [content],
      purpose: 'transactional',
      data: {},
      itemIndex: 0,
      idempotencyKey: 'n8n:7:Send:0:0',
    };
    const first = await app.api('POST', '/hub/emails', email);
    const second = await app.api('POST', '/hub/emails', email);
    expect(first).toMatchObject({ status: 200, body: { verdict: 'send', subject: 'Hello Gast' } });
    expect(second.body).toEqual(first.body);
    expect(await app.database.all('SELECT id FROM message')).toHaveLength(1);
    await app.api('POST', '/hub/emails', { ...email, idempotencyKey: 'n8n:8:Send:0:0' });
    expect(await app.database.all('SELECT id FROM message')).toHaveLength(2);
  });

  test('a mail names the order of the event that the item came with, also after days of waiting', async () => {
    await app.post(recording('030'));
    const [event] = await app.database.all<{ id: number }>("SELECT id FROM event WHERE type = 'order.placed'");
    const email = {
      contact: { email: 'gast@kunde.example' },
      contents: [{ language: 'en', subject: 'Order {{order.number}}', body: '{{productList order.lines}}' }],
      ...{ purpose: 'transactional', data: {}, itemIndex: 0, event: event!.id },
    };
    const sent = await app.api('POST', '/hub/emails', { ...email, idempotencyKey: 'n8n:7:Send:0:0' });
    expect(sent).toMatchObject({ status: 200, body: { subject: 'Order 13' } });
    const { messageId } = sent.body as { messageId: string };
    const { html } = await app.until(
      async () => (await app.api('GET', `/messages/${messageId}`)).body as { status: string; html: string },
      ({ status }) => status === 'sent',
    );
    expect(html).toContain('Olivenöl');
    // An event that the log does not know (any more) keeps nobody from being written to.
    const forgotten = await app.api('POST', '/hub/emails', {
      ...email,
      event: 9_999,
      idempotencyKey: 'n8n:8:Send:0:0',
    });
    expect(forgotten).toMatchObject({ status: 200, body: { verdict: 'send', subject: 'Order' } });
  });

  test('a node that n8n tries again is told of its message, whatever its template and its sender have become', async () => {
    const phone = '+972541234567';
    const made = await app.api('POST', '/senders', {
      ...{ channel: 'sms', provider: 'mailbox', name: 'Shop', address: '+972540000000', isDefault: true },
      ...{ purpose: 'transactional', settings: {}, pricePer1000: { amount: 4_000, currency: 'USD' } },
    });
    const { id: sender } = made.body as { id: string };
    const contact = { id: ((await app.api('POST', '/contacts', { phone })).body as { id: number }).id };
    const asked = { contact, purpose: 'transactional', data: {}, itemIndex: 0 };
    const send = (channel: string, contents: object[]) =>
      app.api('POST', `/hub/${channel}`, { ...asked, contents, idempotencyKey: `n8n:7:${channel}:0:0` });

    const text = await send('sms', [{ language: 'en', text: 'Hello' }]);
    expect(text).toMatchObject({ status: 200, body: { verdict: 'send', text: 'Hello', segments: 1 } });
    expect(text.body).toMatchObject({ recipient: phone, cost: { amount: 0.04, currency: 'USD' } });
    await app.until(
      async () => (await app.database.all<{ status: string }>('SELECT status FROM message'))[0]?.status,
      (status) => status === 'sent',
    );
    expect(await app.api('DELETE', `/senders/${sender}`)).toMatchObject({ status: 204 });
    const again = await send('sms', [{ language: 'en', text: 'Bye {{#if' }]);
    expect(again).toMatchObject({ status: 200, body: { ...(text.body as object), reason: expect.any(String) } });
    expect(await app.database.all('SELECT id FROM message')).toHaveLength(1);
  });

  test('a split asks for a contact by address; somebody unknown has bought nothing', async () => {
    await app.post(recording('030'));
    const ask = (email: string) => app.api('POST', '/hub/sales-data', { contact: { email }, filters: [{}] });
    expect((await ask('gast@kunde.example')).body).toMatchObject([{ count: 1, sum: 17.78, currency: 'EUR' }]);
    expect((await ask('nobody@kunde.example')).body).toMatchObject([{ count: 0, currency: null }]);
  });

  test('a trigger that subscribed gets its events, signed, and once more after a failure', async () => {
    const receiver = await startReceiver([500]);
    const { body } = await app.api('POST', '/hub/subscriptions', {
      filter: { events: ['order.placed'] },
      targetUrl: receiver.url,
    });
    const { id, secret } = body as { id: string; secret: string };
    await app.post(recording('030'));
    await app.until(
      () => Promise.resolve(receiver.calls.length),
      (count) => count === 1,
    );
    const [failed] = await app.until(
      () => app.database.all<{ status: string; error: string }>('SELECT status, error FROM subscription_delivery'),
      ([row]) => row?.error !== null,
    );
    expect(failed).toMatchObject({ status: 'queued', error: 'answered 500' });
    await app.database.write((tx) => tx.run('UPDATE subscription_delivery SET due_at = 0'));
    await app.until(
      () => Promise.resolve(receiver.calls.length),
      (count) => count === 2,
    );
    const [call] = receiver.calls;
    expect(call?.signature).toBe(
      createHmac('sha256', secret)
        .update(call?.body ?? '')
        .digest('hex'),
    );
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ event: { type: 'order.placed' }, order: { number: '13' } });

    expect((await app.api('GET', `/hub/subscriptions/${id}`)).status).toBe(200);
    expect((await app.api('DELETE', `/hub/subscriptions/${id}`)).status).toBeLessThan(300);
    expect((await app.api('GET', `/hub/subscriptions/${id}`)).status).toBe(404);
    await receiver.close();
  });
});
