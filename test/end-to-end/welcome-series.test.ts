import { readFileSync } from 'node:fs';
import path from 'node:path';

import { startMailServer } from '../support/mail-server';
import { serverProcess, type ServerProcess } from '../support/server-process';
import { RECORDED_SECRET, recording, signed } from '../support/woocommerce-recordings';

jest.setTimeout(90_000);

const GUEST_ORDER = '030';
const ORDER_COMPLETED = '032';
const ORDER_TRANSITION_BEFORE_CREATION = '047';

type Journey = { id: string; nodes: Array<{ name: string; parameters: Record<string, unknown> }> };

/** The welcome journey as it ships, but for the length of its wait. */
function welcomeJourney(waitSeconds: number): Journey {
  const file = path.resolve(__dirname, '../../workflows/welcome-series.json');
  const journey = JSON.parse(readFileSync(file, 'utf8')) as Journey;
  const wait = journey.nodes.find(({ name }) => name.startsWith('Wait'));
  if (wait) wait.parameters = { ...wait.parameters, mode: 'after', amount: waitSeconds, unit: 'seconds' };
  return journey;
}

describe('the welcome journey, with recorded requests of a shop and a real mail server', () => {
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let server: ServerProcess;
  let webhookUrl: string;

  beforeEach(async () => {
    mail = await startMailServer();
    server = await serverProcess({ AFTERCART_SMTP_URL: mail.url });
    // The recorded orders hold no consent: who buys may be written to here.
    expect((await server.api('PATCH', '/consent-settings', { customerException: true })).status).toBe(200);
  });
  afterEach(async () => {
    await server.close();
    await mail.close();
  });

  async function connectShop(locale?: string): Promise<void> {
    const { status, body } = await server.api('POST', '/shops', {
      type: 'woocommerce',
      name: 'Olive & Co',
      url: 'http://127.0.0.1:18080',
      consumerKey: 'ck_test',
      consumerSecret: 'cs_test',
      webhookSecret: RECORDED_SECRET,
      ...(locale === undefined ? {} : { locale }),
    });
    expect(status).toBeLessThan(300);
    webhookUrl = body.webhookUrl;
  }

  async function activateJourney(waitSeconds: number): Promise<string> {
    const created = await server.api('POST', '/workflows', welcomeJourney(waitSeconds));
    expect(created.status).toBeLessThan(300);
    expect((await server.api('POST', `/workflows/${created.body.id}/activate`)).status).toBe(200);
    return created.body.id;
  }

  async function post({ headers, rawBody }: ReturnType<typeof recording>): Promise<{ status: number; body: any }> {
    const {
      host: _host,
      connection: _connection,
      'content-length': _length,
      ...kept
    } = headers as Record<string, string>;
    const response = await fetch(webhookUrl, { method: 'POST', headers: kept, body: new Uint8Array(rawBody) });
    return { status: response.status, body: await response.json() };
  }

  async function pathOf(workflowId: string): Promise<string[]> {
    const { body } = await server.api('GET', `/executions?workflowId=${workflowId}&includeData=true`);
    return Object.keys(body.data[0].data.resultData.runData as object);
  }

  test("a guest's first order brings the welcome mail, with name, product and language, and the same bytes bring no second", async () => {
    await connectShop();
    await activateJourney(3600);

    expect(await post(recording(GUEST_ORDER))).toMatchObject({ status: 200, body: { accepted: true } });
    const [welcome] = await mail.received(1);
    expect(welcome?.subject).toBe('Welcome, Gast! Thank you for order 13');
    expect(welcome?.to).toMatchObject({ text: 'gast@kunde.example' });
    expect(welcome?.text).toContain('Olivenöl "Extra" 500 ml');
    expect(welcome?.html).toContain('lang="en"');

    expect(await post(recording(GUEST_ORDER))).toMatchObject({ status: 200, body: { duplicate: true } });
    const again = recording(GUEST_ORDER);
    expect(
      (await post({ ...again, headers: { ...again.headers, 'x-wc-webhook-delivery-id': 'another' } })).status,
    ).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mail.subjects()).toHaveLength(1);
    expect((await server.api('GET', '/messages')).body.data).toHaveLength(1);
  });

  test('a customer of a Hebrew shop gets the mail in Hebrew, from right to left', async () => {
    await connectShop('he');
    await activateJourney(3600);
    await post(recording(GUEST_ORDER));
    const [welcome] = await mail.received(1);
    expect(welcome?.subject).toMatch(/^פרסומת: .*Gast/);
    expect(welcome?.html).toMatch(/dir="rtl"/);
    expect(welcome?.html).toContain('<bdi>Gast</bdi>');
  });

  test('a request with a wrong signature is refused, leaves no trace in the store, and is logged once', async () => {
    await connectShop();
    await activateJourney(3600);
    const order = recording(GUEST_ORDER);
    const forged = { ...order, headers: { ...order.headers, 'x-wc-webhook-signature': 'AAAA' } };

    // 200, because a shop disables its webhook after a handful of other answers.
    for (let times = 0; times < 3; times += 1) {
      expect(await post(forged)).toMatchObject({ status: 200, body: { accepted: false, code: 'SIGNATURE_INVALID' } });
    }
    for (const list of ['/events', '/contacts', '/messages', '/executions']) {
      expect((await server.api('GET', list)).body.data).toEqual([]);
    }
    expect(server.output().match(/SIGNATURE_INVALID/g)).toHaveLength(1);
    expect(mail.mails).toEqual([]);
  });

  test('a server that is killed during the wait sends the second mail once when it is back', async () => {
    await connectShop();
    const journey = await activateJourney(6);
    await post(recording(GUEST_ORDER));
    await mail.received(1);
    await server.kill();
    await server.start();

    const [, second] = await mail.received(2);
    expect(second?.subject).toBe('We are here for you, Gast');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mail.subjects()).toHaveLength(2);
    expect(await pathOf(journey)).toEqual([
      'First purchase',
      'In the last day?',
      'Welcome mail',
      'Wait 3 days',
      'Second purchase?',
      'Help mail',
    ]);
  });

  test('a server that is down when the wait ends sends the second mail when it is back', async () => {
    await connectShop();
    await activateJourney(2);
    await post(recording(GUEST_ORDER));
    await mail.received(1);
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await server.start();
    expect((await mail.received(2))[1]?.subject).toBe('We are here for you, Gast');
  });

  test('an order that is completed before the wait ends takes the other branch', async () => {
    await connectShop();
    const journey = await activateJourney(3);
    await post(recording(GUEST_ORDER));
    await mail.received(1);
    expect((await post(recording(ORDER_COMPLETED))).body).toMatchObject({ accepted: true });

    const [, second] = await mail.received(2);
    expect(second?.subject).toBe('Enjoy it, Gast: how to get the most out of your order');
    expect(await pathOf(journey)).toContain('Enjoy mail');
  });

  test('a customer who buys again during the wait gets the gentle thank-you', async () => {
    await connectShop();
    await activateJourney(3);
    await post(recording(GUEST_ORDER));
    await mail.received(1);
    const first = JSON.parse(recording(GUEST_ORDER).rawBody.toString('utf8')) as object;
    const second = {
      ...first,
      id: 99,
      number: '99',
      date_created_gmt: '2026-11-22T00:30:00',
      date_modified_gmt: '2026-11-22T00:30:00',
    };
    await post(signed('order.created', second));
    expect((await mail.received(2))[1]?.subject).toBe('You came back, Gast. Thank you!');
  });

  test('an order that is not paid yet brings no welcome, whichever of its requests comes first', async () => {
    await connectShop();
    await activateJourney(3600);
    await post(recording(ORDER_TRANSITION_BEFORE_CREATION)); // on hold: bank transfer
    await post(recording('050'));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mail.mails).toEqual([]);
    expect((await server.api('GET', '/contacts')).body.data).toHaveLength(1);
  });
});
