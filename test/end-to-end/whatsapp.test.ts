import { createHmac } from 'node:crypto';

import { databaseSettings } from '../support/databases';
import { startHttpServer, type HttpAnswer, type HttpServer } from '../support/http-server';
import { done, onEvents, waitFor } from '../support/journey';
import { openTestApp, type TestApp } from '../support/open-test-app';
import { recordedBody, signed } from '../support/woocommerce-recordings';

jest.setTimeout(120_000);

const PHONE_ID = '106540352242922';
const SEND = {
  name: 'WhatsApp',
  type: 'n8n-nodes-aftercart.sendWhatsapp',
  parameters: {
    purpose: 'transactional',
    languages: {
      values: [
        {
          language: 'en',
          templateName: 'order_thanks',
          templateLanguage: 'en_US',
          body: { values: [{ text: '{{order.number}}' }] },
        },
      ],
    },
  },
};

describe.each(databaseSettings())('WhatsApp from the shop to the phone and back, on %s', (_name, make) => {
  let meta: HttpServer;
  let answer: (count: number) => HttpAnswer;
  let app: TestApp;
  let drop: () => Promise<void>;
  let sender: { id: string; callbackUrl: string };
  let callback: string;

  beforeAll(async () => {
    const settings = await make();
    drop = settings.drop;
    meta = await startHttpServer(() => answer(meta.calls.length));
    app = await openTestApp(settings.env);
    const made = await app.api('POST', '/senders', {
      ...{ channel: 'whatsapp', provider: 'meta', name: 'Shop', address: '+972 3-123-4567', isDefault: true },
      settings: {
        ...{ phoneNumberId: PHONE_ID, accessToken: 'token', appSecret: 'app secret', verifyToken: 'our word' },
        baseUrl: meta.url,
      },
    });
    expect(made).toMatchObject({ status: 201, body: { address: '+97231234567', secrets: expect.any(Array) } });
    expect(JSON.stringify(made.body)).not.toMatch(/app secret|our word|"token"/);
    sender = made.body as typeof sender;
    callback = `${app.url}${new URL(sender.callbackUrl).pathname}`;
  });
  beforeEach(() => {
    answer = (count) => ({ body: { messages: [{ id: `wamid.${count}` }] } });
  });
  afterAll(async () => {
    await app.close();
    await meta.close();
    await drop();
  });

  const tell = async (value: object, secret = 'app secret') => {
    const metadata = { display_phone_number: '97231234567', phone_number_id: PHONE_ID };
    const body = JSON.stringify({ entry: [{ changes: [{ field: 'messages', value: { metadata, ...value } }] }] });
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    return (await fetch(callback, { method: 'POST', headers, body })).status;
  };
  const buy = async (id: number, phone: string) => {
    const order = recordedBody('030');
    const billing = { ...order.billing, email: `buyer${id}@example.com`, phone, country: 'IL' };
    await app.post(signed('order.created', { ...order, id, number: String(id), billing }));
  };
  const seconds = () => String(Math.floor(Date.now() / 1_000));

  test("an operator enters the address at Meta, and Meta's first call is answered with its own word", async () => {
    const ask = async (word: string) => {
      const query = { 'hub.mode': 'subscribe', 'hub.verify_token': word, 'hub.challenge': '1158201444' };
      const response = await fetch(`${callback}?${new URLSearchParams(query).toString()}`);
      return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
    };
    expect(await ask('our word')).toMatchObject({
      status: 200,
      text: '1158201444',
      type: expect.stringContaining('text/plain'),
    });
    expect(await ask('another')).toMatchObject({ status: 403 });
  });

  test('a buyer gets the template, answers, and is found in the log with what they wrote', async () => {
    const workflow = await app.activate([onEvents('order.created'), SEND, done]);
    await buy(9_001, '050-234 5678');
    const execution = await app.execution(workflow, ({ status }) => status === 'success');
    await app.until(
      async () => meta.calls.length,
      (count) => count >= 1,
    );
    expect(JSON.parse(meta.calls[0]!.body)).toMatchObject({
      to: '972502345678',
      template: {
        ...{ name: 'order_thanks', language: { code: 'en_US' } },
        components: [{ type: 'body', parameters: [{ type: 'text', text: '9001' }] }],
      },
    });
    const list = async () =>
      (await app.api('GET', `/messages?execution=${execution.id}`)).body as { data: Array<Record<string, unknown>> };
    await app.until(list, ({ data }) => data[0]?.status === 'sent');

    expect(await tell({ statuses: [{ id: 'wamid.1', status: 'read', timestamp: seconds() }] }, 'wrong')).toBe(403);
    expect(await tell({ statuses: [{ id: 'wamid.1', status: 'read', timestamp: seconds() }] })).toBe(204);
    expect((await list()).data).toMatchObject([{ channel: 'whatsapp', delivery: 'read', senderId: sender.id }]);
    const message = {
      from: '972502345678',
      id: 'wamid.in',
      timestamp: seconds(),
      type: 'text',
      text: { body: 'תודה' },
    };
    expect(await tell({ contacts: [{ wa_id: '972502345678' }], messages: [message] })).toBe(204);
    const replies = await app.api('GET', '/events?type=message.replied');
    expect(JSON.stringify(replies.body)).toContain('תודה');
    const data = await app.executions.data(1, execution.id);
    expect(data?.resultData.runData.WhatsApp?.[0]?.data?.main?.[0]?.[0]?.json.message).toMatchObject({
      ...{ verdict: 'send', form: 'template', recipient: '+972502345678' },
      reason: 'transactional WhatsApp message: the template "order_thanks" in en_US',
    });
    await app.live.deactivate(1, workflow);
  });

  test('a buyer whom WhatsApp does not reach goes on by another way', async () => {
    answer = () => ({ status: 400, body: { error: { code: 131026, message: 'Message undeliverable' } } });
    const workflow = await app.activate([onEvents('order.created'), SEND, waitFor('message.undeliverable'), done]);
    await buy(9_002, '054-567 8901');
    const execution = await app.execution(workflow, ({ status }) => status === 'success');
    expect(await app.pathOf(execution)).toContain('Done');
    await app.live.deactivate(1, workflow);
  });

  test('a template that Meta does not take is seen by the operator, and steps go on once it is said to be mended', async () => {
    answer = () => ({ status: 404, body: { error: { code: 132001, message: 'Template name does not exist' } } });
    const request = {
      contact: {},
      ...{ to: '+972502345678', purpose: 'transactional', data: {}, itemIndex: 0 },
      contents: [{ language: 'he', template: { name: 'gone', language: 'he' } }],
    };
    const send = (idempotencyKey: string) => app.api('POST', '/hub/whatsapp', { ...request, idempotencyKey });
    const first = await send('one');
    expect(first).toMatchObject({ status: 200, body: { verdict: 'send', form: 'template', language: 'he' } });
    const faults = async () => (await app.api('GET', '/template-faults')).body as { data: unknown[] };
    const { data } = await app.until(faults, (found) => found.data.length > 0);
    expect(data).toMatchObject([
      { sender: sender.id, name: 'gone', language: 'he', reason: expect.stringContaining('132001') },
    ]);
    expect(await send('two')).toMatchObject({ status: 409, body: { code: 'WHATSAPP_TEMPLATE_FAULTY' } });
    const key = new URLSearchParams({ sender: sender.id, name: 'gone', language: 'he' }).toString();
    expect(await app.api('DELETE', `/template-faults?${key}`)).toMatchObject({ status: 204 });
    expect(await app.api('DELETE', `/template-faults?${key}`)).toMatchObject({ status: 404 });
    answer = () => ({ body: { messages: [{ id: 'wamid.mended' }] } });
    const third = await send('three');
    expect(third).toMatchObject({ status: 200 });
    // Asked for again, it is the same message.
    expect(await send('three')).toMatchObject({ body: { messageId: (third.body as { messageId: string }).messageId } });
  });
});
