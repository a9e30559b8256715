import {
  ImportSchema,
  ShopDetailsSchema,
  ShopSchema,
  ShopTestSchema,
} from '../../../../packages/runtime/src/http/schemas/shop';
import { KEYS, recordedShop, startFakeWooCommerce, type FakeWooCommerce } from '../../../support/fake-woocommerce';
import { deviations, openHttp, type Http } from '../../../support/open-http';

let http: Http;
beforeEach(async () => {
  http = await openHttp({ AFTERCART_PUBLIC_URL: 'https://journeys.example/' });
});
afterEach(async () => {
  await http.close();
});

const SHOP = {
  type: 'woocommerce',
  name: 'My shop',
  url: 'https://shop.example',
  consumerKey: 'ck_very_secret',
  consumerSecret: 'cs_very_secret',
  webhookSecret: 'wh_very_secret',
};

test('a shop is connected, and the answer says where its webhooks deliver to', async () => {
  const { status, body } = await http.api('POST', '/shops', { ...SHOP, locale: 'he' });

  expect(status).toBe(201);
  expect(deviations(ShopSchema, body)).toEqual([]);
  expect(body).toMatchObject({ type: 'woocommerce', name: 'My shop', url: 'https://shop.example', locale: 'he' });
  expect(body.webhookUrl).toBe(`https://journeys.example/shops/${body.id}/woocommerce`);
});

test('a shop is read, changed and disconnected without showing its secrets', async () => {
  const { id } = (await http.api('POST', '/shops', SHOP)).body;

  const changed = await http.api('PATCH', `/shops/${id}`, { name: 'Renamed', webhookSecret: 'another_very_secret' });
  const read = await http.api('GET', `/shops/${id}`);
  const list = await http.api('GET', '/shops');
  const deleted = await http.api('DELETE', `/shops/${id}`);

  expect([changed.body.name, changed.body.url]).toEqual(['Renamed', 'https://shop.example']);
  const { setAside, ...shown } = read.body;
  expect([shown, setAside]).toEqual([changed.body, []]);
  expect(list.body).toEqual({ data: [changed.body], nextCursor: null });
  const disconnected = { left: null, webhooksRemoved: 0 };
  expect([deleted.status, deleted.body]).toEqual([200, { ...changed.body, disconnected }]);
  expect((await http.api('GET', `/shops/${id}`)).status).toBe(404);
  for (const answer of [changed, read, list, deleted]) expect(JSON.stringify(answer)).not.toContain('very_secret');
});

test('a shop whose fields are wrong is refused with all of them named', async () => {
  const { status, body } = await http.api('POST', '/shops', {
    ...SHOP,
    name: '',
    url: 'shop.example',
    locale: '!!',
  });
  expect([status, body.code]).toEqual([400, 'BODY_INVALID']);
  expect(body.details.problems).toHaveLength(3);
});

describe('a shop that can be asked', () => {
  let fake: FakeWooCommerce;
  beforeEach(async () => {
    fake = await startFakeWooCommerce(recordedShop());
  });
  afterEach(() => fake.close());

  const connect = async (changes: object = {}) =>
    await http.api('POST', '/shops', { type: 'woocommerce', name: 'Olives', url: fake.url, ...KEYS, ...changes });

  test('is connected, tested, imported and watched over the API', async () => {
    const { status, body: shop } = await connect();
    expect([status, deviations(ShopSchema, shop)]).toEqual([201, []]);
    expect(shop).toMatchObject({
      currency: 'EUR',
      pull: true,
      deliveredStatus: 'delivered',
      health: { status: 'waiting', lastPollAt: null, failures: 0, webhooks: { error: null } },
      import: null,
    });
    const test = await http.api('POST', `/shops/${shop.id}/test`);
    expect([test.status, deviations(ShopTestSchema, test.body)]).toEqual([200, []]);
    expect(test.body).toMatchObject({ ok: true, currency: 'EUR' });

    const begun = await http.api('POST', `/shops/${shop.id}/import`);
    expect([begun.status, deviations(ImportSchema, begun.body)]).toEqual([200, []]);
    expect(begun.body).toMatchObject({ status: 'running', endedAt: null });
    await http.app.shopSync.look();
    await http.app.shopSync.settled();
    const { body: done } = await http.api('GET', `/shops/${shop.id}`);
    expect(deviations(ShopDetailsSchema, done)).toEqual([]);
    expect(done).toMatchObject({
      health: { status: 'ok', setAside: 0, lastPollAt: expect.any(String) },
      import: {
        status: 'done',
        resources: [
          { resource: 'products', status: 'done', done: 2, total: 2 },
          { resource: 'customers', status: 'done', done: 4, total: 4 },
          { resource: 'orders', status: 'done', done: 3, total: 3 },
        ],
      },
      setAside: [],
    });
    const { setAside: _listed, ...listed } = done;
    expect((await http.api('GET', '/shops')).body.data).toMatchObject([{ ...listed, health: expect.anything() }]);
    const { body: executions } = await http.api('GET', '/executions');
    expect(executions.data).toEqual([]);
  });

  test('and does not know the key is refused with what to change', async () => {
    const { status, body } = await connect({ consumerSecret: 'cs_wrong' });
    expect([status, body.code]).toEqual([400, 'SHOP_KEY_WRONG']);
    expect((await http.api('GET', '/shops')).body.data).toEqual([]);
  });

  test('but is not to be, is not', async () => {
    const { body } = await connect({ pull: false });
    for (const verb of ['test', 'import']) {
      const answer = await http.api('POST', `/shops/${body.id}/${verb}`);
      expect([answer.status, answer.body.code]).toEqual([409, 'SHOP_NOT_PULLED']);
    }
    expect(fake.calls).toEqual([]);
  });
});
