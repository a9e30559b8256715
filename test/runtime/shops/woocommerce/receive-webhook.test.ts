import type { Database } from '../../../../packages/runtime/src/db';
import { receiveWebhook } from '../../../../packages/runtime/src/shops';
import { databases, empty, untilAnotherWriteWaits } from '../../../support/databases';
import { shuffled } from '../../../support/shuffled';
import { startIngest, type Ingest } from '../../../support/start-ingest';
import { recordedBody, recording, RECORDINGS, signed } from '../../../support/woocommerce-recordings';

jest.setTimeout(60_000);

describe.each(databases())('webhooks of a WooCommerce shop, on %s', (_name, open) => {
  let database: Database;
  let ingest: Ingest;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await empty(database);
    ingest = await startIngest(database);
  });
  afterAll(() => database.close());

  const deliveries = () =>
    database.all<{ topic: string; outcome: string; reason: string | null; body: string | null }>(
      'SELECT topic, outcome, reason, body FROM delivery ORDER BY id',
    );
  const orders = () => database.all('SELECT * FROM orders ORDER BY external_id');

  describe('all recorded requests', () => {
    test('are answered with 200 and leave the orders and events that happened', async () => {
      const answers = await ingest.receive(...RECORDINGS.map(recording));
      expect(answers.map(({ status }) => status)).toEqual(RECORDINGS.map(() => 200));

      expect(await ingest.eventsOf('order', '13')).toEqual([
        ...['order.created', 'order.placed', 'order.paid', 'order.status_changed', 'order.completed'],
        ...['order.refunded', 'order.status_changed', 'order.refunded'],
      ]);
      expect(await ingest.eventsOf('order', '16')).toEqual([
        ...['order.created', 'order.placed', 'order.paid', 'order.status_changed', 'order.completed'],
      ]);
      expect(await ingest.eventsOf('order', '17')).toEqual(['order.created']);
      expect(await ingest.eventsOf('order', '18')).toEqual(['order.created', 'order.placed']);
      expect(await ingest.eventsOf('product', '10')).toEqual([
        ...['product.created', 'product.updated', 'product.price_dropped', 'product.updated'],
      ]);
      expect(await ingest.eventsOf('product', '12')).toEqual([
        ...['product.created', 'product.updated', 'product.price_dropped'],
      ]);
      expect(await ingest.eventsOf('customer', '2')).toEqual(['customer.created']);
      expect(await ingest.eventsOf('customer', '3')).toEqual(['customer.created']);
      expect(ingest.routed).toEqual(await ingest.allEvents());
      expect((await database.get<{ at: number }>('SELECT last_event_at AS at FROM shop'))?.at).toBe(ingest.clock.time);
    });

    test('change nothing when they come a second and a third time', async () => {
      await ingest.receive(...RECORDINGS.map(recording));
      const before = [
        await orders(),
        await ingest.allEvents(),
        await ingest.count('delivery'),
        await ingest.count('contact'),
      ];
      const again = await ingest.receive(...RECORDINGS.map(recording), ...[...RECORDINGS].reverse().map(recording));
      expect(again.filter(({ body }) => !('duplicate' in body) && !('ping' in body))).toEqual([]);
      expect([
        await orders(),
        await ingest.allEvents(),
        await ingest.count('delivery'),
        await ingest.count('contact'),
      ]).toEqual(before);
    });

    // A change of status is what lies between two deliveries, so it depends on which of them is not overtaken. So does
    // a fallen price. A deletion carries no date: it is tested on its own.
    test.each([1, 2, 3, 4, 5, 6])('lead to the same orders and milestones in any order (%i)', async (seed) => {
      const dated = RECORDINGS.filter((name) => !name.startsWith('052'));
      await ingest.receive(...dated.map(recording));
      const inOrder = await stateOf(ingest);

      await empty(database);
      ingest = await startIngest(database);
      const mixed = shuffled([...dated, ...dated], seed);
      const answers = await ingest.receive(...mixed.map(recording));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      expect(await stateOf(ingest)).toEqual(inOrder);
    });

    test('that arrive at the same moment are all stored', async () => {
      const dated = RECORDINGS.filter((name) => !name.startsWith('052'));
      const twice = [...dated, ...dated].map((name) => ingest.receive(recording(name)));
      const answers = (await Promise.all(twice)).flat();
      expect(answers.map(({ status }) => status)).toEqual(twice.map(() => 200));
      await ingest.inbox.look();
      const atOnce = await stateOf(ingest);

      await empty(database);
      ingest = await startIngest(database);
      await ingest.receive(...dated.map(recording));
      expect(atOnce).toEqual(await stateOf(ingest));
    });
  });

  test('a late delivery that meets the later one waits for it, and takes nothing back', async () => {
    const isUnderWay = new Promise<void>((resolve) => {
      ingest.route = async (_tx, { type }) => {
        resolve();
        if (type === 'order.completed') await untilAnotherWriteWaits(database);
      };
    });
    const [completed, processing] = await Promise.all([
      ingest.receive(recording('032')),
      isUnderWay.then(() => ingest.receive(recording('030'))),
    ]);
    expect([...completed, ...processing].map(({ status }) => status)).toEqual([200, 200]);
    expect(await orders()).toMatchObject([{ status: 'completed' }]);
    expect(await ingest.eventsOf('order', '13')).toEqual([
      ...['order.created', 'order.placed', 'order.paid', 'order.completed'],
    ]);
  });

  describe('who may speak', () => {
    test('a ping without signature is answered with exactly 200', async () => {
      const [answer] = await ingest.receive(recording('001'));
      expect(answer!.status).toBe(200);
      expect(await ingest.count('delivery')).toBe(0);
    });

    test('a shop that is not connected is told so', async () => {
      const { database, shops, clock } = ingest;
      const rest = {
        events: undefined!,
        route: ingest.route,
        logger: undefined!,
        refusals: undefined!,
        inbox: undefined!,
      };
      const answer = await receiveWebhook({ database, shops, clock, ...rest }, 'nobody', recording('030'));
      expect(answer).toMatchObject({ status: 404, body: { code: 'SHOP_NOT_FOUND' } });
    });

    test('a wrong signature is refused, stored nowhere, and logged once an hour', async () => {
      const forged = {
        ...recording('030'),
        rawBody: Buffer.from(recording('030').rawBody.toString().replace('17.78', '0.01')),
      };
      const missing = recording('030');
      delete (missing.headers as Record<string, string>)['x-wc-webhook-signature'];
      const answers = await ingest.receive(forged, forged, missing, forged);
      for (const { status, body } of answers) {
        expect(status).toBe(200); // anything else counts towards the shop disabling its webhook
        expect(body).toMatchObject({ accepted: false, code: 'SIGNATURE_INVALID' });
      }
      for (const table of ['delivery', 'orders', 'event', 'contact']) expect(await ingest.count(table)).toBe(0);
      expect(ingest.log.map(({ facts }) => facts.code)).toEqual(['SIGNATURE_INVALID', 'SIGNATURE_MISSING']);

      ingest.clock.time += 60 * 60 * 1000;
      await ingest.receive(forged);
      expect(ingest.log.at(-1)).toMatchObject({ level: 'warn', facts: { code: 'SIGNATURE_INVALID', repeated: 2 } });
    });

    test('a signature over the same content in other bytes is refused', async () => {
      const { headers, rawBody } = recording('030'); // holds \u00f6 and \/
      const rewritten = Buffer.from(JSON.stringify(JSON.parse(rawBody.toString())));
      const [answer] = await ingest.receive({ headers, rawBody: rewritten });
      expect(answer!.body).toMatchObject({ accepted: false });
    });

    test('a signature that is nonsense is refused', async () => {
      const { headers, rawBody } = recording('030');
      for (const signature of ['', '=', 'ä', 'AAAA', 'A'.repeat(5000)]) {
        const [answer] = await ingest.receive({
          headers: { ...headers, 'x-wc-webhook-signature': signature },
          rawBody,
        });
        expect(answer!.body).toMatchObject({ accepted: false });
      }
    });
  });

  describe('nothing is lost', () => {
    test('a signed error body is no order, and is kept', async () => {
      const [answer] = await ingest.receive(recording('054'));
      expect(answer).toMatchObject({ status: 200, body: { outcome: 'unreadable', code: 'DELIVERY_UNREADABLE' } });
      const [delivery] = await deliveries();
      expect(delivery).toMatchObject({ topic: 'order.created', outcome: 'unreadable' });
      expect(delivery!.reason).toContain('woocommerce_rest_shop_order_invalid_id');
      expect(delivery!.body).toBe(recording('054').rawBody.toString());
      expect(ingest.log).toMatchObject([{ level: 'warn', facts: { code: 'DELIVERY_UNREADABLE' } }]);
    });

    test.each([
      ['not JSON', '{"id":13,', /not JSON/],
      ['a list', '[1]', /not a JSON object/],
      ['nothing', '', /not JSON/],
      ['an order without id', '{"status":"processing","currency":"EUR"}', /no id/],
      ['an order without status', '{"id":1,"currency":"EUR"}', /no status/],
      ['an order without currency', '{"id":1,"status":"processing"}', /no currency/],
      ['a total that is no number', '{"id":1,"status":"processing","currency":"EUR","total":"a lot"}', /total/],
      ['a total beyond all numbers', '{"id":1,"status":"processing","currency":"EUR","total":1e300}', /total/],
      ['odd types', '{"id":{"a":1},"status":[],"currency":7,"total":{}}', /no id/],
    ])('%s is answered with 200 and kept', async (_what, body, reason) => {
      const [answer] = await ingest.receive(signed('order.created', body));
      expect(answer).toMatchObject({ status: 200, body: { accepted: true, outcome: 'unreadable' } });
      expect(await deliveries()).toMatchObject([
        { outcome: 'unreadable', reason: expect.stringMatching(reason), body },
      ]);
      expect(await ingest.count('event')).toBe(0);
    });

    test('topics that nothing uses are kept with a reason', async () => {
      const action = signed('action.woocommerce_order_status_completed', {
        action: 'woocommerce_order_status_completed',
        arg: 13,
      });
      await ingest.receive(
        recording('028'),
        recording('046'),
        action,
        signed('coupon.created', { id: 3 }),
        signed('', { id: 1 }),
      );
      const kept = await deliveries();
      expect(kept.map(({ outcome }) => outcome)).toEqual(Array(5).fill('ignored'));
      expect(kept.every(({ reason, body }) => reason && body)).toBe(true);
      expect(await ingest.count('event')).toBe(0);
    });

    test('NUL characters and broken surrogates do not stop an order', async () => {
      const body = recording('030')
        .rawBody.toString()
        .replace('Huber', 'Hu\\u0000ber\\ud83e')
        .replace('Bitte', '\\u0000');
      const [answer] = await ingest.receive(signed('order.created', body));
      expect(answer!.status).toBe(200);
      expect(await ingest.eventsOf('order', '13')).toEqual(['order.created', 'order.placed']);
    });

    test('a router that throws rolls everything back and answers 503', async () => {
      const route = ingest.route;
      ingest.route = async (tx, event) => {
        await tx.run('UPDATE workspace SET name = ?', [event.type]);
        if (event.type === 'order.placed') throw new Error('the router is broken');
      };
      const [answer] = await ingest.receive(recording('030'));
      expect(answer).toMatchObject({ status: 503, body: { accepted: false, code: 'DATABASE_WRITE_FAILED' } });
      for (const table of ['delivery', 'orders', 'order_line', 'event', 'contact', 'contact_identity']) {
        expect(await ingest.count(table)).toBe(0);
      }
      expect(await database.get('SELECT last_event_at AS at FROM shop')).toEqual({ at: null });

      ingest.route = route;
      await ingest.receive(recording('030'));
      expect(await ingest.eventsOf('order', '13')).toEqual(['order.created', 'order.placed']);
    });
  });

  test('one delivery id on two deliveries: both count', async () => {
    const [parent, variation] = [recording('020'), recording('022')];
    expect(parent.headers['x-wc-webhook-delivery-id']).toBe(variation.headers['x-wc-webhook-delivery-id']);
    await ingest.receive(parent, variation);
    expect(await ingest.eventsOf('product', '11')).toEqual(['product.created']);
    expect(await ingest.eventsOf('product', '12')).toEqual(['product.created']);
  });

  test('one delivery under another delivery id is the same one', async () => {
    const { headers, rawBody } = recording('030');
    const [, again] = await ingest.receive(recording('030'), {
      headers: { ...headers, 'x-wc-webhook-delivery-id': 'other' },
      rawBody,
    });
    expect(again!.body).toEqual({ accepted: true, duplicate: true });
  });

  test('an order that is deleted, restored and deleted again with the same bytes is deleted', async () => {
    const restored = { ...recordedBody('030'), date_modified_gmt: '2026-11-22T00:30:00' };
    await ingest.receive(recording('030'), signed('order.deleted', { id: 13 }));
    await ingest.receive(signed('order.restored', restored), signed('order.deleted', { id: 13 }));
    expect(await orders()).toMatchObject([{ is_deleted: 1 }]);
    expect((await ingest.eventsOf('order', '13')).slice(2)).toEqual([
      'order.deleted',
      'order.restored',
      'order.deleted',
    ]);
  });

  async function stateOf({ database, allEvents, shop }: Ingest): Promise<object> {
    const ofTime = new Set([
      'cart.updated',
      'order.status_changed',
      'product.updated',
      'product.price_dropped',
      'product.back_in_stock',
    ]);
    const milestones = (await allEvents()).filter(({ type }) => !ofTime.has(type));
    return {
      orders: await database.all(
        `SELECT external_id, status, total, refunded, placed_at, paid_at, completed_at, modified_at, is_deleted,
          (SELECT email FROM contact WHERE id = contact) AS email FROM orders ORDER BY external_id`,
      ),
      lines: await database.all(
        'SELECT external_id, product_external_id, quantity, total FROM order_line ORDER BY external_id',
      ),
      products: await database.all(
        'SELECT external_id, price, stock_status, stock_quantity FROM product ORDER BY external_id',
      ),
      identities: await database.all(
        `SELECT kind, REPLACE(value, '${shop.id}', 'shop') AS value FROM contact_identity ORDER BY kind, value`,
      ),
      milestones: milestones.map(({ dedupeKey }) => dedupeKey.replace(shop.id, 'shop')).sort(),
    };
  }
});
