import type { Database } from '../../../../packages/runtime/src/db';
import { openDatabase } from '../../../../packages/runtime/src/db';
import { empty } from '../../../support/databases';
import { startIngest, type Ingest } from '../../../support/start-ingest';
import { recordedBody, recording, signed } from '../../../support/woocommerce-recordings';

let database: Database;
let ingest: Ingest;

beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  ingest = await startIngest(database);
});
afterEach(() => database.close());

const events = (id = '13') => ingest.eventsOf('order', id);
const eventOf = async (type: string, id = '13') =>
  (await ingest.allEvents()).find((event) => event.type === type && event.payload.order?.id === id)!;

const carts = () =>
  database.all(`SELECT external_id, cart.email, (SELECT email FROM contact WHERE id = contact) AS person, total, status
    FROM cart ORDER BY external_id`);

/** The recorded order of a guest, changed. Its date of change is 00:18:24. */
const order = (changes: object = {}) => ({ ...recordedBody('030'), ...changes });
const at = (seconds: number) => `2026-11-22T00:18:${seconds}`;
const updated = (changes: object) => signed('order.updated', order(changes));

describe('what has happened to an order', () => {
  test('an update that comes before the creation counts once', async () => {
    await ingest.receive(recording('047'), recording('048'), recording('049'), recording('050'));
    expect(await events('18')).toEqual(['order.created', 'order.placed']);
    expect(await ingest.count('contact')).toBe(1);
  });

  test('two changes of status in one delivery are both there', async () => {
    await ingest.receive(recording('036'), recording('038'));
    expect(await events('16')).toEqual([
      'order.created',
      'order.placed',
      'order.paid',
      'order.status_changed',
      'order.completed',
    ]);
    expect((await eventOf('order.status_changed', '16')).payload.order).toMatchObject({
      previousStatus: 'pending',
      status: 'completed',
    });
  });

  test('an order that is first seen completed was created, placed and paid before', async () => {
    await ingest.receive(recording('038'));
    expect(await events('16')).toEqual(['order.created', 'order.placed', 'order.paid', 'order.completed']);
  });

  test('an old order that somebody edits after the shop was connected is stored, and begins no journey', async () => {
    const lastYear = { date_created_gmt: '2025-11-01T10:00:00', date_paid_gmt: '2025-11-01T10:00:05' };
    await ingest.receive(updated({ ...lastYear, date_modified_gmt: at(30) }));
    expect(await events()).toEqual([]);
    expect(await ingest.count('orders')).toBe(1);
    await ingest.receive(updated({ ...lastYear, status: 'cancelled', date_modified_gmt: at(40) }));
    expect(await events()).toEqual(['order.status_changed', 'order.cancelled']);
  });

  test('an update that changes nothing is nothing', async () => {
    await ingest.receive(
      recording('030'),
      updated({ date_modified_gmt: at(30) }),
      updated({ date_modified_gmt: at(31) }),
    );
    expect(await events()).toEqual(['order.created', 'order.placed']);
  });

  test('a late delivery does not take an order back', async () => {
    await ingest.receive(recording('032'));
    const before = await database.all('SELECT * FROM orders');
    const [late] = await ingest.receive(recording('030'));
    expect(late!.body).toMatchObject({ outcome: 'ignored' });
    expect(await database.all('SELECT * FROM orders')).toEqual(before);
    expect(await events()).toEqual(['order.created', 'order.placed', 'order.paid', 'order.completed']);
  });

  test('of two states of one second the one further on its way stays, whichever comes first', async () => {
    const processing = updated({ status: 'processing' });
    const completed = updated({ status: 'completed', date_completed_gmt: at(24) });
    await ingest.receive(completed, processing);
    expect(await database.get('SELECT status FROM orders')).toEqual({ status: 'completed' });
    expect(await events()).toEqual(['order.created', 'order.placed', 'order.completed']);
  });

  test('a change within the second of the last one counts', async () => {
    await ingest.receive(
      updated({ status: 'processing' }),
      updated({ status: 'completed', date_completed_gmt: at(24) }),
    );
    expect(await events()).toEqual(['order.created', 'order.placed', 'order.status_changed', 'order.completed']);
  });

  test('cash on delivery is placed at once and paid at the end', async () => {
    await ingest.receive(recording('030'));
    expect(await events()).toEqual(['order.created', 'order.placed']);
    expect((await eventOf('order.placed')).payload.order!.paidAt).toBeNull();
    await ingest.receive(recording('032'));
    expect(await eventOf('order.paid')).toMatchObject({ occurredAt: Date.parse('2026-11-22T00:18:26Z') });
  });

  test('an unpaid order is created, and placed when it is paid for', async () => {
    await ingest.receive(updated({ status: 'pending' }));
    expect(await events()).toEqual(['order.created']);
    await ingest.receive(updated({ status: 'failed', date_modified_gmt: at(30) }));
    await ingest.receive(updated({ status: 'processing', date_paid_gmt: at(40), date_modified_gmt: at(40) }));
    expect((await events()).slice(1)).toEqual([
      'order.status_changed',
      'order.failed',
      'order.placed',
      'order.paid',
      'order.status_changed',
    ]);
  });

  test('an order is placed once, however often its payment fails', async () => {
    const states = [
      'processing',
      'failed',
      'processing',
      'cancelled',
      'on-hold',
      'completed',
      'processing',
      'completed',
    ];
    for (const [index, status] of states.entries()) {
      await ingest.receive(updated({ status, date_modified_gmt: at(30 + index) }));
    }
    const all = await events();
    expect(all.filter((type) => type === 'order.placed')).toHaveLength(1);
    expect(all.filter((type) => type === 'order.completed')).toHaveLength(1);
    expect(all.filter((type) => type === 'order.status_changed')).toHaveLength(states.length - 1);
  });

  test("a status of the shop's own is a placed order", async () => {
    await ingest.receive(updated({ status: 'wc-packing' }));
    expect(await events()).toEqual(['order.created', 'order.placed']);
    expect((await eventOf('order.placed')).payload.order!.status).toBe('packing');
  });

  test('an order that is cancelled before it was paid was never placed', async () => {
    await ingest.receive(updated({ status: 'cancelled' }));
    expect(await events()).toEqual(['order.created', 'order.cancelled']);
  });
});

describe('refunds', () => {
  test('each is an event of its own, with a positive amount, and the last one says that nothing is left', async () => {
    await ingest.receive(recording('030'), recording('034'), recording('035'));
    const refunds = (await ingest.allEvents()).filter(({ type }) => type === 'order.refunded');
    expect(refunds.map(({ payload }) => payload.order!.refund)).toEqual([
      { id: '14', amount: 5, reason: 'Glas zerbrochen', isFull: false },
      { id: '15', amount: 12.78, reason: 'Rest', isFull: true },
    ]);
    expect(refunds.map(({ payload }) => payload.order!.total)).toEqual([17.78, 17.78]);
    expect(refunds.map(({ payload }) => payload.order!.refunded)).toEqual([5, 17.78]);
  });

  test('that add up to the total leave nothing, whatever the status says', async () => {
    const refunds = [
      { id: 15, total: '-12.78' },
      { id: 14, total: -5 },
    ];
    await ingest.receive(updated({ refunds }), updated({ refunds: [{ id: 16, total: '-0.00' }, ...refunds] }));
    const all = (await ingest.allEvents()).filter(({ type }) => type === 'order.refunded');
    expect(all.map(({ payload }) => [payload.order!.refund!.id, payload.order!.refund!.isFull])).toEqual([
      ['14', false],
      ['15', true],
      ['16', true],
    ]);
  });

  test('that are first seen together are told apart', async () => {
    await ingest.receive(recording('035'));
    const refunds = (await ingest.allEvents()).filter(({ type }) => type === 'order.refunded');
    expect(refunds.map(({ payload }) => payload.order!.refund!.isFull)).toEqual([false, true]);
    await ingest.receive(updated({ ...recordedBody('035'), date_modified_gmt: at(59) }));
    expect((await events()).filter((type) => type === 'order.refunded')).toHaveLength(2);
  });
});

describe('orders that wait for their payment', () => {
  test('are the cart of whoever left the checkout, until they pay or the shop gives them up', async () => {
    await ingest.receive(recording('036'));
    expect(await carts()).toMatchObject([{ external_id: '16', person: 'anna@kunde.example', status: 'active' }]);
    await ingest.receive(updated({ status: 'failed' }));
    expect(await carts()).toMatchObject([{ external_id: '13', status: 'active' }, { status: 'active' }]);
    await ingest.receive(recording('038'), updated({ status: 'cancelled', date_modified_gmt: at(40) }));
    expect(await carts()).toMatchObject([{ status: 'dropped' }, { status: 'ordered' }]);
  });
});

describe('delivered orders', () => {
  test('are told once, when they first have the status that means it', async () => {
    const shipped = { status: 'delivered', date_modified_gmt: at(40) };
    await ingest.receive(recording('030'), updated(shipped), updated({ ...shipped, date_modified_gmt: at(41) }));
    await ingest.receive(updated({ status: 'completed', date_completed_gmt: at(50), date_modified_gmt: at(50) }));
    await ingest.receive(updated({ status: 'delivered', date_modified_gmt: at(55) }));
    expect((await events()).filter((type) => type === 'order.delivered')).toHaveLength(1);
    const { payload } = await eventOf('order.delivered');
    expect(payload.order).toMatchObject({ status: 'delivered', deliveredAt: '2026-11-22T00:18:40.000Z' });
  });

  test('have whatever status the connection says', async () => {
    await empty(database);
    ingest = await startIngest(database, { deliveredStatus: 'wc-Completed' });
    await ingest.receive(recording('030'), recording('032'));
    expect(await events()).toContain('order.delivered');
  });
});

describe('drafts of the checkout', () => {
  test('are no orders, but the cart of whoever has typed an address', async () => {
    const answers = await ingest.receive(recording('042'), recording('043'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await ingest.count('orders')).toBe(0);
    expect((await ingest.allEvents()).map(({ type }) => type)).toEqual(['cart.updated']);
    expect(await carts()).toEqual([
      { external_id: '17', email: 'draft@kunde.example', person: 'draft@kunde.example', total: 1190, status: 'active' },
    ]);
    expect(await database.all('SELECT outcome, body FROM delivery')).toEqual([
      { outcome: 'applied', body: null },
      { outcome: 'ignored', body: null },
    ]);
  });

  test('are a cart no longer once the order is placed', async () => {
    await ingest.receive(updated({ status: 'checkout-draft' }), updated({ date_modified_gmt: at(30) }));
    expect(await carts()).toMatchObject([{ external_id: '13', status: 'ordered' }]);
  });

  test('without goods or without an address are kept as far as they go', async () => {
    const nobody = { ...order().billing, email: '' };
    await ingest.receive(updated({ status: 'checkout-draft', line_items: [] }));
    expect(await carts()).toEqual([]);
    await ingest.receive(updated({ status: 'checkout-draft', billing: nobody, date_modified_gmt: at(25) }));
    expect(await carts()).toMatchObject([{ email: null, person: null }]);
  });

  test('become an order when it is placed, and do not take it back', async () => {
    const draft = updated({ status: 'checkout-draft' });
    await ingest.receive(
      draft,
      updated({ date_modified_gmt: at(30) }),
      updated({ status: 'auto-draft', date_modified_gmt: at(40) }),
    );
    expect(await events()).toEqual(['order.created', 'order.placed']);
    expect(await database.get('SELECT status FROM orders')).toEqual({ status: 'processing' });
  });
});

describe('deleted orders', () => {
  test('of which nothing is known are no event', async () => {
    const [answer] = await ingest.receive(recording('052'));
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
    expect(await ingest.count('event')).toBe(0);
  });

  test('keep what is known of them and tell it', async () => {
    await ingest.receive(recording('030'), recording('034'), signed('order.deleted', { id: 13 }));
    const deleted = await eventOf('order.deleted');
    expect(deleted.payload).toMatchObject({
      contact: { email: 'gast@kunde.example' },
      order: { id: '13', status: 'completed', refunded: 5, lines: [{ sku: 'OIL-500' }] },
    });
    expect(deleted.occurredAt).toBe(ingest.clock.time);
  });

  test('are not brought back by what was under way, but by being restored', async () => {
    await ingest.receive(recording('030'), signed('order.deleted', { id: 13 }));
    await ingest.receive(signed('order.updated', order(), { 'x-wc-webhook-id': '77' }));
    expect(await database.get('SELECT is_deleted FROM orders')).toEqual({ is_deleted: 1 });
    await ingest.receive(signed('order.restored', order({ date_modified_gmt: at(50) })));
    expect(await database.get('SELECT is_deleted FROM orders')).toEqual({ is_deleted: 0 });
    expect((await events()).slice(2)).toEqual(['order.deleted', 'order.restored']);
  });

  test('a trashed order is a deleted one', async () => {
    await ingest.receive(recording('030'), updated({ status: 'trash', date_modified_gmt: at(50) }));
    await ingest.receive(signed('order.deleted', { id: 13 }));
    expect((await events()).slice(2)).toEqual(['order.deleted']);
    expect(await database.get('SELECT status, is_deleted FROM orders')).toEqual({
      status: 'processing',
      is_deleted: 1,
    });
  });
});

describe('what a journey sees of an order', () => {
  test('dates are UTC although the shop is in Vienna, amounts are numbers, the contact is there', async () => {
    await ingest.receive(recording('017'), recording('030'));
    const { payload, occurredAt, receivedAt, contact } = await eventOf('order.placed');
    expect(occurredAt).toBe(Date.parse('2026-11-22T00:18:24Z'));
    expect(receivedAt).toBe(ingest.clock.time);
    expect(payload).toMatchObject({
      event: { type: 'order.placed', occurredAt: '2026-11-22T00:18:24.000Z' },
      shop: { id: ingest.shop.id, name: 'Sample shop', url: 'https://shop.example', type: 'woocommerce' },
      contact: {
        id: contact,
        email: 'gast@kunde.example',
        firstName: 'Gast',
        lastName: 'Huber',
        country: 'AT',
        timeZone: 'Europe/Vienna',
        locale: null,
      },
      order: {
        id: '13',
        number: '13',
        status: 'processing',
        previousStatus: null,
        currency: 'EUR',
        total: 17.78,
        tax: 2.96,
        shippingTotal: 4.9,
        discount: 0,
        refunded: 0,
        isFirstPurchase: true,
        isGuest: true,
        placedAt: '2026-11-22T00:18:24.000Z',
        completedAt: null,
        paymentMethod: 'cod',
        customerNote: 'Bitte läuten',
        billing: { firstName: 'Gast', city: 'Graz', address1: 'Hauptstr. 5', email: 'gast@kunde.example' },
        coupons: [],
        meta: { is_vat_exempt: 'no' },
      },
    });
    expect(payload.order!.lines).toEqual([
      {
        id: '2',
        productId: '10',
        variationId: null,
        sku: 'OIL-500',
        name: 'Olivenöl "Extra" 500 ml',
        quantity: 1,
        price: 9.92,
        total: 9.92,
        image: null,
        categories: [{ id: '15', name: 'Uncategorized', slug: 'uncategorized' }],
      },
    ]);
  });

  test('a check box that the shop added to its checkout is there, its bookkeeping is not', async () => {
    const meta_data = [
      { id: 1, key: '_wc_other/journey/marketing-opt-in', value: '1' },
      { id: 2, key: '_secret', value: 'x' },
      { id: 3, key: 'gift', value: { for: 'Anna' } },
    ];
    await ingest.receive(updated({ meta_data }));
    expect((await eventOf('order.placed')).payload.order!.meta).toEqual({
      '_wc_other/journey/marketing-opt-in': '1',
      gift: { for: 'Anna' },
    });
  });

  test('odd types are read as far as they go', async () => {
    const body = {
      id: '99',
      status: 'Processing',
      currency: 'kwd',
      total: 12.5,
      total_tax: null,
      discount_total: '',
      shipping_total: 'free',
      billing: [],
      shipping: null,
      customer_id: '0',
      date_created_gmt: null,
      date_modified_gmt: '2026-11-22T00:18:24',
      date_paid_gmt: '0000-00-00T00:00:00',
      line_items: { '4': { id: 1, product_id: '7', quantity: '1.5', total: 3, price: 1e-9, name: 5 }, '6': null },
      coupon_lines: 'none',
      refunds: null,
      meta_data: { '0': { key: 'lang', value: 'he' } },
    };
    await ingest.receive(signed('order.created', body));
    const placed = await eventOf('order.placed', '99');
    expect(placed.contact).toBeNull();
    expect(placed.payload.order).toMatchObject({
      currency: 'KWD',
      total: 12.5,
      tax: 0,
      placedAt: '2026-11-22T00:18:24.000Z',
      paidAt: null,
      isFirstPurchase: false,
      lines: [{ productId: '7', quantity: 1.5, total: 3, price: 0, name: '5' }],
    });
    expect(await database.get('SELECT total, paid_at FROM orders')).toEqual({ total: 12_500, paid_at: null });
  });

  test.each([
    ['the language of the order', { meta_data: [{ key: '_wpml_language', value: 'ar' }] }, 'ar'],
    ['the language of the shop', {}, 'he'],
  ])('the contact speaks %s', async (_what, changes, locale) => {
    await database.write((tx) => ingest.shops.update(tx, 1, ingest.shop.id, { locale: 'he' }));
    await ingest.receive(updated(changes));
    expect((await eventOf('order.placed')).payload.contact!.locale).toBe(locale);
  });
});
