import { openDatabase, type Database } from '../../../../packages/runtime/src/db';
import { days, hours, minutes, seconds } from '../../../../packages/runtime/src/shared';
import { KEYS, recordedShop, startFakeWooCommerce, type FakeWooCommerce } from '../../../support/fake-woocommerce';
import { startSync, type TestSync } from '../../../support/start-sync';

let database: Database;
let shop: FakeWooCommerce;
let sync: TestSync;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  shop = await startFakeWooCommerce(recordedShop());
  sync = await startSync(database, 'https://demo.example');
});
afterEach(async () => {
  await shop.close();
  await database.close();
});

const connect = (changes: object = {}) =>
  sync.connections.connect(1, { type: 'woocommerce', name: 'Olives', url: shop.url, ...KEYS, ...changes });
const healthOf = async (id: string) => await sync.connections.health(await sync.shops.get(1, id));
const deliveryUrl = (id: string) => `https://journeys.example/shops/${id}/woocommerce`;

test('a shop that is connected is asked for its currency, and calls us from then on', async () => {
  const connected = await connect();
  expect(connected).toMatchObject({ currency: 'EUR', isPulled: 1, deliveredStatus: 'delivered' });
  expect(shop.webhooks.map(({ topic }) => topic)).toEqual([
    ...['order.created', 'order.updated', 'order.deleted', 'order.restored'],
    ...['customer.created', 'customer.updated', 'customer.deleted'],
    ...['product.created', 'product.updated', 'product.deleted', 'product.restored'],
  ]);
  const { webhookSecret } = await sync.shops.secrets(connected.id);
  for (const webhook of shop.webhooks) {
    expect(webhook).toMatchObject({ delivery_url: deliveryUrl(connected.id), secret: webhookSecret, status: 'active' });
  }
  expect(webhookSecret.length).toBeGreaterThanOrEqual(32);
});

test('a shop that is disconnected calls us no more: its webhooks are gone, those of others stay', async () => {
  const { id } = await connect();
  shop.webhooks.push({ id: 99, topic: 'order.created', delivery_url: 'https://elsewhere.example/' });
  expect(await sync.connections.disconnect(1, id)).toEqual({ webhooksRemoved: 11, left: null });
  expect(shop.webhooks.map(({ id: left }) => left)).toEqual([99]);
  await expect(sync.shops.get(1, id)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
});

test('a shop that is down is disconnected all the same, and its webhooks are removed once it is up', async () => {
  const { id } = await connect();
  shop.interrupt = () => ({ status: 500, body: 'down' });
  const { webhooksRemoved, left } = await sync.connections.disconnect(1, id);
  expect([webhooksRemoved, left?.code]).toEqual([0, 'SHOP_FAILING']);
  expect(left?.message).toContain('tried again');
  await expect(sync.shops.get(1, id)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
  const begunAt = sync.clock.time;
  const [parting] = await sync.partings.list(1);
  expect(parting).toMatchObject({ shop: id, url: shop.url, failures: 1, errorCode: 'SHOP_FAILING', errorAt: begunAt });
  expect(parting?.dueAt).toBe(begunAt + seconds(30).milliseconds);

  await sync.partings.look();
  expect(await sync.partings.list(1)).toMatchObject([{ failures: 1 }]);
  sync.clock.time += seconds(30).milliseconds;
  await sync.partings.look();
  expect(await sync.partings.list(1)).toMatchObject([
    { failures: 2, dueAt: sync.clock.time + minutes(1).milliseconds },
  ]);
  shop.interrupt = () => undefined;
  sync.clock.time += minutes(1).milliseconds;
  await sync.partings.look();
  expect(shop.webhooks).toEqual([]);
  expect(await database.all('SELECT shop FROM shop_parting')).toEqual([]);
});

test('a shop that never lets us is given up after two weeks, or when the operator says so', async () => {
  const [{ id }, { id: other }] = [await connect(), await connect()];
  shop.interrupt = () => ({ status: 500, body: 'down' });
  await sync.connections.disconnect(1, id);
  await sync.connections.disconnect(1, other);
  await sync.partings.giveUp(1, other);
  await expect(sync.partings.giveUp(1, other)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
  await expect(sync.partings.giveUp(2, id)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
  expect((await sync.partings.list(1)).map((parting) => parting.shop)).toEqual([id]);
  sync.clock.time += days(14).milliseconds;
  await sync.partings.look();
  expect(await database.all('SELECT shop FROM shop_parting')).toEqual([]);
});

test('a server that dies while it disconnects a shop removes the webhooks when it is up again', async () => {
  const { id } = await connect();
  let disconnecting: Promise<unknown> | undefined;
  await new Promise<void>((asked) => {
    shop.interrupt = () => {
      asked();
      return { status: 500, body: 'down' };
    };
    disconnecting = sync.connections.disconnect(1, id);
  });
  // What the next process finds: the connection is gone, and what is left to be done is written down.
  expect(await database.all('SELECT id FROM shop')).not.toContainEqual({ id });
  expect(await sync.partings.list(1)).toMatchObject([{ shop: id, failures: 0 }]);
  await disconnecting;
});

test('webhooks that are there are not made again; one that the shop gave up is switched on, a paused one is not', async () => {
  const { id } = await connect();
  expect(await healthOf(id)).toMatchObject({ webhooks: { enabledAgainAt: null, error: null } });
  shop.webhooks[0]!.status = 'disabled';
  shop.webhooks[1]!.status = 'paused';
  shop.webhooks.push({
    id: 99,
    topic: 'order.created',
    status: 'disabled',
    delivery_url: 'https://elsewhere.example/',
  });
  sync.clock.time += hours(1).milliseconds;
  await sync.turns();
  expect(shop.webhooks.map(({ status }) => status)).toEqual([
    'active',
    'paused',
    ...Array(9).fill('active'),
    'disabled',
  ]);
  const { status, webhooks } = await healthOf(id);
  expect([status, webhooks?.enabledAgainAt]).toEqual(['degraded', sync.clock.time]);
  expect(webhooks?.webhooks[1]).toEqual({ topic: 'order.updated', status: 'paused' });
});

test.each([
  ['a wrong key', { url: 'SHOP', consumerKey: 'ck_wrong' }, 'SHOP_KEY_WRONG'],
  ['no shop', { url: 'SHOP/elsewhere' }, 'SHOP_API_MISSING'],
])('%s is refused, and nothing is stored', async (_name, changes: { url: string }, code) => {
  const url = changes.url.replace('SHOP', shop.url);
  await expect(connect({ ...changes, url })).rejects.toMatchObject({ code });
  expect(await sync.shops.list(1)).toHaveLength(1);
});

test('a shop that cannot be reached just now is connected, and is asked again', async () => {
  shop.interrupt = () => ({ status: 500 });
  const { id } = await connect({ import: true });
  expect(await healthOf(id)).toMatchObject({ status: 'failing', failures: 1, lastError: { code: 'SHOP_FAILING' } });
  shop.interrupt = () => undefined;
  await sync.pass(minutes(1));
  expect(await healthOf(id)).toMatchObject({ status: 'ok', failures: 0 });
  expect(shop.webhooks).toHaveLength(11);
  expect((await healthOf(id)).import.every(({ status }) => status === 'done')).toBe(true);
});

test('a key that may only read keeps the shop connected, and says why there are no webhooks', async () => {
  shop.isReadOnly = true;
  const { id } = await connect();
  expect((await healthOf(id)).webhooks).toMatchObject({ webhooks: [], error: { code: 'SHOP_KEY_TOO_WEAK' } });
  await sync.turns();
  expect(await healthOf(id)).toMatchObject({ status: 'degraded', failures: 0 });
});

test('a shop that is never called is connected without being asked', async () => {
  const { id } = await connect({ pull: false });
  await sync.pass(hours(2));
  expect(shop.calls).toEqual([]);
  expect(await healthOf(id)).toMatchObject({ status: 'unwatched', nextPollAt: null });
  for (const ask of [sync.connections.test(1, id), sync.connections.import(1, id)]) {
    await expect(ask).rejects.toMatchObject({ code: 'SHOP_NOT_PULLED' });
  }
  await sync.connections.change(1, id, { pull: true });
  await sync.turns();
  expect(await healthOf(id)).toMatchObject({ status: 'ok' });
  expect(shop.webhooks).toHaveLength(11);
});

test('a shop at an address that belongs to nobody is never called', async () => {
  expect(sync.shop.isPulled).toBe(0);
});

test('another key is tried before it is taken, and another webhook secret is told to the shop', async () => {
  const { id } = await connect();
  await expect(sync.connections.change(1, id, { consumerSecret: 'cs_wrong' })).rejects.toMatchObject({
    code: 'SHOP_KEY_WRONG',
  });
  expect(await sync.shops.secrets(id)).toMatchObject(KEYS);
  await sync.connections.change(1, id, { webhookSecret: 'another secret', name: 'Renamed' });
  expect(shop.webhooks.map(({ secret }) => secret)).toEqual(Array(11).fill('another secret'));
  expect((await sync.shops.get(1, id)).name).toBe('Renamed');
});

test('a test of a shop says whether it works, and why not', async () => {
  const { id } = await connect();
  expect(await sync.connections.test(1, id)).toMatchObject({ currency: 'EUR', webhooks: { error: null } });
  shop.interrupt = () => ({ body: '<h1>Maintenance</h1>' });
  await expect(sync.connections.test(1, id)).rejects.toMatchObject({ code: 'SHOP_ANSWER_UNREADABLE' });
  await expect(sync.connections.test(2, id)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
});
