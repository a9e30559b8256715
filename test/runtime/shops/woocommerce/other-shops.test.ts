import { openDatabase, type Database } from '../../../../packages/runtime/src/db';
import { startIngest, type Ingest } from '../../../support/start-ingest';
import { recordedBody, signed } from '../../../support/woocommerce-recordings';

/*
 * What shops send that the recorded one did not: other currencies, plugins, prices with tax, refunds, restored orders. By
 * WooCommerce's documentation of its REST API v3.
 */

let database: Database;
let ingest: Ingest;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  ingest = await startIngest(database);
});
afterEach(async () => await database.close());

type Body = Record<string, any>;

const order = (changes: Body = {}): Body => ({ ...recordedBody('030'), id: 7_001, number: '7001', ...changes });

async function receive(topic: string, body: Body): Promise<unknown> {
  const [answer] = await ingest.receive(signed(topic, body));
  expect(answer!.status).toBe(200);
  return (answer!.body as { outcome?: string }).outcome;
}

const stored = async (id = '7001') =>
  await database.get<Body>(
    'SELECT status, currency, total, total_tax AS tax, discount, refunded, is_deleted AS "isDeleted", contact FROM orders WHERE external_id = ?',
    [id],
  );

test.each([
  ['JPY', '1200', 1_200],
  ['JPY', '1200.00', 1_200],
  ['KWD', '12.345', 12_345],
  ['KWD', '12.3455', 12_346],
  ['ils', ' 49.90 ', 4_990],
  ['EUR', '.50', 50],
  ['EUR', '-.5', -50],
  ['USD', 19.99, 1_999],
  ['USD', 0.1 + 0.2, 30],
  ['HUF', '5990', 5_990],
  ['PTS', '150.00', 15_000],
])('a total in %s of %p is %d in minor units', async (currency, total, amount) => {
  expect(await receive('order.created', order({ currency, total }))).toBe('applied');
  expect(await stored()).toMatchObject({ currency: currency.toUpperCase(), total: amount });
});

test('numbers as texts, texts as numbers, empty lists for objects, and lists with gaps are read', async () => {
  const line = recordedBody('030').line_items[0] as Body;
  const outcome = await receive(
    'order.created',
    order({
      id: '7001',
      customer_id: '0',
      shipping: [],
      coupon_lines: { 2: { code: 'ten' } },
      line_items: {
        3: { ...line, quantity: '2', price: '8.8900000001', sku: 4711 },
        9: { ...line, id: 99, sku: null },
      },
      meta_data: [{ key: '_plugin', value: { deep: [1, { a: null }] } }, { key: 'x', value: 'ש' }, null, 'odd'],
      some_plugin: { anything: [1, 2, 3] },
    }),
  );
  expect(outcome).toBe('applied');
  expect(await database.all('SELECT quantity, sku FROM order_line ORDER BY id')).toEqual([
    { quantity: 2, sku: '4711' },
    { quantity: line.quantity, sku: '' },
  ]);
});

test('goods that are sold by weight, and a line of a product that is gone, are stored', async () => {
  const line = recordedBody('030').line_items[0] as Body;
  const lines = [
    { ...line, id: 1, quantity: 0.75 },
    { ...line, id: 2, product_id: 0, variation_id: 0, sku: '', name: 'Gift card' },
  ];
  expect(await receive('order.created', order({ line_items: lines }))).toBe('applied');
  expect(await database.all('SELECT product_external_id AS product FROM order_line ORDER BY id')).toEqual([
    { product: String(line.product_id) },
    { product: '' },
  ]);
});

test('an order with prices that include tax, coupons and fees keeps what the shop added up', async () => {
  const outcome = await receive(
    'order.created',
    order({
      ...{ prices_include_tax: true, total: '117.00', total_tax: '17.00', cart_tax: '17.00', discount_total: '10.00' },
      fee_lines: [{ id: 1, name: 'Wrapping', total: '5.00', total_tax: '0.85' }],
      coupon_lines: [{ id: 2, code: 'welcome10', discount: '10', discount_tax: '1.70' }],
    }),
  );
  expect(outcome).toBe('applied');
  expect(await stored()).toMatchObject({ total: 11_700, tax: 1_700, discount: 1_000 });
});

test('partial refunds add up, a full one without lines ends the purchase, and replays refund nothing twice', async () => {
  const paid = order({ status: 'completed', total: '40.00', date_modified_gmt: '2026-11-20T10:00:00' });
  const part = { ...paid, refunds: [{ id: 1, reason: '', total: '-5.00' }], date_modified_gmt: '2026-11-20T11:00:00' };
  const whole = {
    ...paid,
    status: 'refunded',
    refunds: [
      { id: 2, reason: 'broken', total: '-35.00' },
      { id: 1, reason: '', total: '-5.00' },
    ],
    date_modified_gmt: '2026-11-20T12:00:00',
  };
  for (const body of [paid, part, part, whole, part]) await receive('order.updated', body);
  expect(await stored()).toMatchObject({ status: 'refunded', refunded: 4_000, total: 4_000 });
  const events = await ingest.eventsOf('order', '7001');
  expect(events.filter((type) => type === 'order.refunded')).toHaveLength(2);
});

test('an order that was trashed and restored is one order, and a purchase again', async () => {
  const placed = order({ status: 'processing', date_modified_gmt: '2026-11-20T10:00:00' });
  await receive('order.created', placed);
  await receive('order.deleted', { id: 7_001 });
  expect(await stored()).toMatchObject({ isDeleted: 1 });
  expect(await receive('order.restored', { ...placed, date_modified_gmt: '2026-11-20T11:00:00' })).toBe('applied');
  expect(await stored()).toMatchObject({ isDeleted: 0, status: 'processing' });
  const events = await ingest.eventsOf('order', '7001');
  expect(events.filter((type) => type === 'order.placed')).toHaveLength(1);
});

test('a status of a plugin, with and without the prefix of the database, is kept', async () => {
  await receive('order.created', order({ status: 'wc-packed-and-ready' }));
  expect(await stored()).toMatchObject({ status: 'packed-and-ready' });
});

test('a customer who never ordered is a contact; so is one whose role a plugin gave; an account of staff is not', async () => {
  const customer = { ...recordedBody('025'), billing: [], meta_data: [] };
  expect(await receive('customer.created', { ...customer, id: 81, email: 'one@kunde.example' })).toBe('applied');
  for (const [id, role] of [
    [82, 'wholesale_customer'],
    [83, 'um_vip'],
  ] as const) {
    expect(await receive('customer.created', { ...customer, id, role, email: `${role}@kunde.example` })).toBe(
      'applied',
    );
  }
  expect(await receive('customer.created', { ...customer, id: 84, role: 'Shop_Manager' })).toBe('ignored');
  expect(await ingest.count('contact')).toBe(3);
});

test('guests with one address in different letters are one contact', async () => {
  const { billing } = recordedBody('030') as { billing: Body };
  await receive('order.created', order({ customer_id: 0, billing: { ...billing, email: 'Guest@Kunde.Example ' } }));
  const other = order({ id: 7_002, customer_id: 0, billing: { ...billing, email: 'guest@kunde.example' } });
  await receive('order.created', other);
  expect((await stored('7002'))?.contact).toBe((await stored('7001'))?.contact);
});

test('an order without any date, and one with a date that is none, are dated by their arrival', async () => {
  const dates = { date_created_gmt: null, date_modified_gmt: null, date_paid_gmt: '0000-00-00T00:00:00' };
  expect(await receive('order.created', order(dates))).toBe('applied');
  expect(await database.get('SELECT placed_at AS at, paid_at AS paid FROM orders')).toEqual({
    at: ingest.clock.time,
    paid: null,
  });
});

test('a variation under its own id, a price that is empty, and a stock of a plugin are read', async () => {
  const product = recordedBody('017');
  const outcome = await receive('product.updated', {
    ...product,
    ...{ id: 9_001, parent_id: 17, type: 'variation', price: '', stock_quantity: '3.5', stock_status: 'onbackorder' },
    ...{ images: [], image: { src: 'https://shop.example/a.png' }, categories: [] },
  });
  expect(outcome).toBe('applied');
  expect(await database.get('SELECT parent_external_id AS parent, price, stock_status AS stock FROM product')).toEqual({
    parent: '17',
    price: null,
    stock: 'onbackorder',
  });
});
