import { ShopSchema } from '../../../../packages/runtime/src/http/schemas/shop';
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
  expect(read.body).toEqual(changed.body);
  expect(list.body).toEqual({ data: [changed.body], nextCursor: null });
  expect([deleted.status, deleted.body]).toEqual([200, changed.body]);
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
