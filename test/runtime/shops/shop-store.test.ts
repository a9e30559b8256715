import { openDatabase, type Database } from '../../../packages/runtime/src/db';
import { ShopStore } from '../../../packages/runtime/src/shops';
import { plainCipher } from '../../support/start-ingest';

let database: Database;
let shops: ShopStore;
const clock = { time: 1_000, now: () => clock.time };

beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  shops = new ShopStore({ database, cipher: plainCipher, clock });
});
afterEach(() => database.close());

const BODY = {
  type: 'woocommerce',
  name: ' Olives ',
  url: 'https://shop.example',
  consumerKey: 'ck_1',
  consumerSecret: 'cs_1',
  webhookSecret: 'hush',
};
const create = (changes: object = {}, workspace = 1) =>
  database.write((tx) => shops.create(tx, workspace, { ...BODY, ...changes }));

test('an operator connects a shop and sees it without its secrets', async () => {
  const shop = await create({ locale: 'he_IL' });
  expect(shop).toEqual({
    id: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
    workspace: 1,
    type: 'woocommerce',
    name: 'Olives',
    url: 'https://shop.example',
    locale: 'he-IL',
    deliveredStatus: 'delivered',
    currency: null,
    isPulled: 0,
    lastEventAt: null,
    createdAt: 1_000,
    updatedAt: 1_000,
  });
  expect(await shops.get(1, shop.id)).toEqual(shop);
  expect(await shops.list(1)).toEqual([shop]);
  expect(await shops.list(2)).toEqual([]);
});

test('the secrets lie encrypted and come back on demand', async () => {
  const { id } = await create();
  const row = await database.get<{ secrets: string }>('SELECT secrets FROM shop');
  expect(row!.secrets).not.toMatch(/hush|ck_1|cs_1/);
  expect(await shops.secrets(id)).toEqual({ consumerKey: 'ck_1', consumerSecret: 'cs_1', webhookSecret: 'hush' });
});

test('an operator changes a shop, and what is left out stays', async () => {
  const { id } = await create({ locale: 'he' });
  clock.time = 2_000;
  const changed = await database.write((tx) => shops.update(tx, 1, id, { name: 'Oil', webhookSecret: 'new' }));
  expect(changed).toMatchObject({
    name: 'Oil',
    url: 'https://shop.example',
    locale: 'he',
    createdAt: 1_000,
    updatedAt: 2_000,
  });
  expect(await shops.get(1, id)).toEqual(changed);
  expect(await shops.secrets(id)).toEqual({ consumerKey: 'ck_1', consumerSecret: 'cs_1', webhookSecret: 'new' });
  expect(await database.write((tx) => shops.update(tx, 1, id, { locale: null }))).toMatchObject({ locale: null });
  clock.time = 1_000;
});

test('a shop that is disconnected is gone', async () => {
  const { id } = await create();
  await database.write((tx) => shops.delete(tx, 1, id));
  for (const ask of [
    () => shops.get(1, id),
    () => shops.secrets(id),
    () => database.write((tx) => shops.delete(tx, 1, id)),
    () => database.write((tx) => shops.update(tx, 1, id, {})),
    () => database.write((tx) => shops.markHeard(tx, id, 1)),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
  }
});

test('a shop of another workspace is not there', async () => {
  const { id } = await create({}, 2);
  await expect(shops.get(1, id)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
  await expect(database.write((tx) => shops.delete(tx, 1, id))).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
});

test('a kind of shop that is not supported is named', async () => {
  await expect(create({ type: 'shopify' })).rejects.toMatchObject({
    code: 'SHOP_TYPE_UNKNOWN',
    message: expect.stringContaining('shopify'),
  });
});

test.each([
  [{ url: 'ftp://shop.example' }, /^The shop cannot be saved: url must be/],
  [{ url: 'shop.example' }, /url/],
  [{ webhookSecret: ' ' }, /webhookSecret is empty/],
  [{ consumerSecret: '' }, /consumerSecret is empty/],
  [{ name: undefined }, /name/],
  [{ type: undefined }, /type/],
  [{ locale: 'not a language' }, /locale must be/],
])('%j is refused with what to change', async (changes, message) => {
  await expect(create(changes)).rejects.toMatchObject({
    code: 'BODY_INVALID',
    message: expect.stringMatching(message),
  });
  expect(await shops.list(1)).toEqual([]);
});

test.each([[null], ['text'], [[]], [undefined]])('%j is no shop', async (body) => {
  await expect(database.write((tx) => shops.create(tx, 1, body))).rejects.toMatchObject({ code: 'BODY_INVALID' });
});
