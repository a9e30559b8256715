import { milliseconds } from '../../../../../packages/runtime/src/shared';
import { Pace, ShopHttp } from '../../../../../packages/runtime/src/shops/http';
import { RestClient } from '../../../../../packages/runtime/src/shops/woocommerce/rest';
import { KEYS, startFakeWooCommerce, type FakeWooCommerce } from '../../../../support/fake-woocommerce';
import type { HttpAnswer } from '../../../../support/http-server';

let shop: FakeWooCommerce;
beforeEach(async () => {
  shop = await startFakeWooCommerce({ customers: Array.from({ length: 130 }, (_none, index) => ({ id: index + 1 })) });
});
afterEach(() => shop.close());

const http = () => new ShopHttp({ pace: new Pace(1_000), patience: milliseconds(1) });
const client = (changes: object = {}) => new RestClient(http(), { url: shop.url, ...KEYS, ...changes });
const answered = (answer: HttpAnswer) => {
  shop.interrupt = ({ path }) => (path === '/' ? undefined : answer);
  return client().list('orders', {});
};
const wordpress = (status: number, code: string, message: string): HttpAnswer => ({
  status,
  body: { code, message, data: { status } },
});

test('a list comes in pages, over plain http with a signature that the shop accepts', async () => {
  const page = await client().list('customers', { page: 2, per_page: 100, search: "O'Hara & Søn (50%)*" });
  expect(page).toMatchObject({ total: 130, pages: 2 });
  expect(page.objects).toHaveLength(30);
  expect(shop.calls[0]!.query.get('search')).toBe("O'Hara & Søn (50%)*");
  expect(shop.calls[0]!.headers.authorization).toBeUndefined();
});

test('each attempt is signed anew', async () => {
  let failures = 1;
  shop.interrupt = () => (failures-- > 0 ? { status: 500 } : undefined);
  await client().list('customers', {});
  const [first, second] = shop.calls.map(({ query }) => query.get('oauth_nonce'));
  expect(first).not.toBe(second);
});

test('a shop in a folder is asked there', async () => {
  shop.interrupt = () => ({ body: [] });
  await client({ url: `${shop.url}/store/` }).list('orders', {});
  expect(shop.calls[0]!.path).toBe('/store/wp-json/wc/v3/orders');
});

test('a wrong key is told', async () => {
  await expect(client({ consumerSecret: 'cs_wrong' }).list('orders', {})).rejects.toMatchObject({
    code: 'SHOP_KEY_WRONG',
  });
});

test.each([
  [
    'a key that may not read',
    wordpress(403, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'),
    'SHOP_KEY_TOO_WEAK',
  ],
  ['WordPress without WooCommerce', wordpress(404, 'rest_no_route', 'No route was found.'), 'SHOP_API_MISSING'],
  ['a password before the shop', { status: 401, body: '<h1>Authorization Required</h1>' }, 'SHOP_KEY_WRONG'],
  ['another kind of site', { status: 404, body: '<h1>Not found</h1>' }, 'SHOP_API_MISSING'],
  [
    'a parameter that it does not like',
    wordpress(400, 'rest_invalid_param', 'Invalid parameter(s): status'),
    'SHOP_REFUSED',
  ],
  ['a page in the place of a list', { body: '<h1>Hello</h1>' }, 'SHOP_ANSWER_UNREADABLE'],
  ['an object in the place of a list', { body: { id: 1 } }, 'SHOP_ANSWER_UNREADABLE'],
])('%s is told', async (_name, answer, code) => {
  await expect(answered(answer)).rejects.toMatchObject({ code });
});

test('plain permalinks are told, with what to change', async () => {
  shop.interrupt = ({ path, query }) =>
    query.has('rest_route') ? { body: { namespace: 'wc/v3' } } : { status: 404, body: `<h1>${path} not found</h1>` };
  await expect(client().list('orders', {})).rejects.toMatchObject({
    code: 'SHOP_PERMALINKS_PLAIN',
    message: expect.stringContaining('Settings › Permalinks'),
  });
});
