import { openDatabase, type Database } from '../../../../packages/runtime/src/db';
import { startIngest, type Ingest } from '../../../support/start-ingest';
import { recordedBody, recording, signed } from '../../../support/woocommerce-recordings';

let database: Database;
let ingest: Ingest;

beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  ingest = await startIngest(database);
});
afterEach(() => database.close());

const product = (seconds: number, changes: object = {}) => ({
  ...recordedBody('017'),
  date_modified_gmt: `2026-11-22T00:30:${seconds}`,
  ...changes,
});
const updated = (seconds: number, changes: object = {}) => signed('product.updated', product(seconds, changes));
const events = (id = '10') => ingest.eventsOf('product', id);
const lastEvent = async () => (await ingest.allEvents()).at(-1)!;

test('a sale that only lowers the stock is nothing', async () => {
  await ingest.receive(recording('017'), recording('018'));
  const before = await events();
  await ingest.receive(recording('019'), recording('031'));
  expect(await events()).toEqual(before);
  expect(await database.get('SELECT stock_quantity FROM product')).toEqual({ stock_quantity: 2 });
});

test('a lower price is told with the one before, a higher one is not', async () => {
  await ingest.receive(recording('017'), recording('018'));
  expect(await events()).toEqual(['product.created', 'product.updated', 'product.price_dropped']);
  expect((await lastEvent()).payload.product).toMatchObject({ price: 11.9, previousPrice: 12.9 });
  await ingest.receive(updated(10, { price: '15.00' }));
  expect((await events()).slice(3)).toEqual(['product.updated']);
});

test('a variation is told under its own id, with its product and in the categories of it', async () => {
  await ingest.receive(recording('020'), recording('022'), recording('024'));
  expect(await events('12')).toEqual(['product.created', 'product.updated', 'product.price_dropped']);
  expect((await lastEvent()).payload.product).toMatchObject({
    id: '12',
    parentId: '11',
    sku: 'TS-S',
    price: 17,
    previousPrice: 19,
    categories: [{ slug: 'uncategorized' }],
  });
});

test('a product that is back in stock is told once', async () => {
  await ingest.receive(recording('017'), recording('051'));
  await ingest.receive(
    updated(10, { stock_status: 'instock', stock_quantity: 5, price: '11.90' }),
    updated(11, { price: '11.90' }),
  );
  expect((await events()).filter((type) => type === 'product.back_in_stock')).toHaveLength(1);
});

test('a product that was there before the shop was connected is not new', async () => {
  await ingest.receive(updated(10));
  expect(await events()).toEqual([]);
  expect(await ingest.count('product')).toBe(1);
});

test('a product is new when it is published, not while it is a draft', async () => {
  await ingest.receive(signed('product.created', product(10, { status: 'draft', price: '20.00' })));
  await ingest.receive(updated(11, { status: 'draft', price: '5.00' }));
  expect(await events()).toEqual(['product.updated']);
  await ingest.receive(updated(12, { price: '5.00' }), signed('product.published', product(12, { price: '5.00' })));
  expect((await events()).slice(1)).toEqual(['product.created', 'product.updated']);
});

test('a late delivery changes nothing, and a late creation is still one', async () => {
  await ingest.receive(recording('051'));
  const [late, created] = await ingest.receive(recording('018'), recording('017'));
  expect(late!.body).toMatchObject({ outcome: 'ignored' });
  expect(created!.body).toMatchObject({ outcome: 'applied' });
  expect(await events()).toEqual(['product.created']);
  expect(await database.get('SELECT price, stock_status FROM product')).toEqual({
    price: 1190,
    stock_status: 'outofstock',
  });
});

test('a deleted product is told as it was, and may come back', async () => {
  await ingest.receive(recording('017'), signed('product.deleted', { id: 10 }), signed('product.deleted', { id: 10 }));
  expect(await events()).toEqual(['product.created', 'product.deleted']);
  expect((await lastEvent()).payload.product).toMatchObject({ sku: 'OIL-500', price: 12.9 });
  await ingest.receive(signed('product.restored', product(20)));
  expect(await database.get('SELECT is_deleted FROM product')).toEqual({ is_deleted: 0 });
});

test('prices are read with the decimals of the currency that the orders are in', async () => {
  await ingest.receive(signed('order.created', { ...recordedBody('030'), currency: 'KWD' }));
  await ingest.receive(signed('product.created', product(10, { price: '1.250' })), updated(11, { price: '1.249' }));
  expect(await database.get('SELECT currency, price FROM product')).toEqual({ currency: 'KWD', price: 1249 });
  expect((await lastEvent()).payload.product).toMatchObject({ price: 1.249, previousPrice: 1.25 });
});

test('odd types are read as far as they go', async () => {
  const odd = {
    price: '',
    stock_quantity: '3.7',
    categories: { '2': { id: '15', name: 'Oil' } },
    images: false,
    sku: 7,
    permalink: null,
  };
  const [answer] = await ingest.receive(signed('product.created', product(10, odd)));
  expect(answer!.body).toMatchObject({ outcome: 'applied' });
  expect((await lastEvent()).payload.product).toMatchObject({
    price: null,
    stockQuantity: 4,
    sku: '7',
    url: null,
    image: null,
    categories: [{ id: '15', name: 'Oil', slug: '' }],
  });
});
