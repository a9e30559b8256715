import { journeyServer, type JourneyServer } from '../support/journey-server';
import { recordedBody, recording, signed } from '../support/woocommerce-recordings';

jest.setTimeout(600_000);

const GUEST_ORDER = '030';
const CUSTOMER_CREATED = '048';
const ORDER_TRANSITION_BEFORE_CREATION = '047';

describe('the welcome journey, with recorded requests of a shop and a real mail server', () => {
  let journeys: JourneyServer;
  beforeEach(async () => (journeys = await journeyServer()));
  afterEach(async () => await journeys.close());

  async function begin(locale?: string): Promise<string> {
    await journeys.connectShop({ locale });
    return await journeys.activate('welcome-series');
  }

  test("a guest's first order brings the welcome mail, with name, product and language, and the same bytes bring no second", async () => {
    const { mails, received, server, post } = journeys;
    await begin();

    expect(await post(recording(GUEST_ORDER))).toMatchObject({ status: 200, body: { accepted: true } });
    const [welcome] = await received(1);
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
    expect(mails).toHaveLength(1);
    expect((await server.api('GET', '/messages')).body.data).toHaveLength(1);
  });

  test('a customer of a Hebrew shop gets the mail in Hebrew, from right to left', async () => {
    const { received, post } = journeys;
    await begin('he');
    await post(recording(GUEST_ORDER));
    const [welcome] = await received(1);
    expect(welcome?.subject).toMatch(/^פרסומת: .*Gast/);
    expect(welcome?.html).toMatch(/dir="rtl"/);
    expect(welcome?.html).toContain('<bdi>Gast</bdi>');
  });

  test('a request with a wrong signature is refused, leaves no trace in the store, and is logged once', async () => {
    const { mails, server, post } = journeys;
    await begin();
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
    expect(mails).toEqual([]);
  });

  test('a customer who reacts to nothing gets each mail on its day and once, though the server is killed in between', async () => {
    const { mails, received, server, post, pass, pathOf, stands } = journeys;
    const journey = await begin();
    await post(recording(GUEST_ORDER));
    await received(1);
    await stands(journey, 'waiting');
    await server.kill();
    await server.start();

    pass({ days: 1, hours: 23 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mails).toHaveLength(1);
    pass({ hours: 2 });
    expect((await received(2))[1]?.subject).toBe('How it all began');

    // Down while the next wait ends.
    await stands(journey, 'waiting');
    await server.kill();
    pass({ days: 5 });
    await server.start();
    expect((await received(3))[2]?.subject).toBe('Too much, too little, or just right?');
    await stands(journey, 'success');
    expect(mails).toHaveLength(3);
    expect(await pathOf(journey)).toEqual([
      'First purchase',
      'What was bought?',
      'Welcome mail',
      'Wait 2 days',
      'Reaction to the welcome',
      'Story mail',
      'Wait 4 days',
      'Reaction to the second mail',
      'Preferences mail',
    ]);
  });

  test('a customer who buys again during the wait has reached the goal, and gets no more of it', async () => {
    const { mails, received, post, pass, stands } = journeys;
    const journey = await begin();
    await post(recording(GUEST_ORDER));
    await received(1);
    await stands(journey, 'waiting');
    const second = {
      ...recordedBody(GUEST_ORDER),
      ...{ id: 99, number: '99' },
      ...{ date_created_gmt: '2026-11-22T00:30:00', date_modified_gmt: '2026-11-22T00:30:00' },
    };
    await post(signed('order.created', second));
    await stands(journey, 'success');
    pass({ days: 30 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mails).toHaveLength(1);
  });

  test('an order that is not paid yet brings no welcome to a buyer, whichever of its requests comes first', async () => {
    const { mails, server, post } = journeys;
    await begin();
    await post(recording(ORDER_TRANSITION_BEFORE_CREATION)); // on hold: bank transfer
    await post(recording('050'));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mails).toEqual([]);
    expect((await server.api('GET', '/contacts')).body.data).toHaveLength(1);
  });

  test('somebody who made an account and agreed to mails is welcomed a quarter of an hour later', async () => {
    const { mails, received, server, post, pass, stands } = journeys;
    const journey = await begin();
    await post(recording(CUSTOMER_CREATED));
    await stands(journey, 'waiting');
    const [{ id }] = (await server.api('GET', '/contacts')).body.data;
    const consent = { channel: 'email', purpose: 'promotional', status: 'granted', basis: 'explicit', source: 'api' };
    expect((await server.api('POST', `/contacts/${id}/consents`, consent)).status).toBeLessThan(300);
    expect(mails).toEqual([]);
    pass({ hours: 1 });
    expect((await received(1))[0]?.subject).toMatch(/^Welcome.*Good to have you with us$/);
  });
});
