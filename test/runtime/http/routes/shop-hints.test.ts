import { createHmac } from 'node:crypto';

import { openHttp, type Http } from '../../../support/open-http';
import { KEYS, startFakeMagento, type FakeMagento } from '../../../support/magento/fake-magento';

let http: Http;
let magento: FakeMagento;
beforeEach(async () => {
  magento = await startFakeMagento({ time: Date.now() });
  http = await openHttp({ AFTERCART_PUBLIC_URL: 'https://journeys.example' });
});
afterEach(async () => {
  await http.close();
  await magento.close();
});

const connection = () => ({
  type: 'magento',
  name: 'My Magento',
  url: magento.server.url,
  consumerKey: KEYS.consumerKey,
  consumerSecret: KEYS.consumerSecret,
  accessToken: KEYS.token,
  accessTokenSecret: KEYS.tokenSecret,
  webhookSecret: 'verification token',
  import: true,
});

test('an operator connects a Magento shop; its credentials are tried, kept encrypted, and its history is queued', async () => {
  const { status, body } = await http.api('POST', '/shops', connection());
  expect([status, body.type, body.currency]).toEqual([201, 'magento', 'EUR']);
  expect(body.webhookUrl).toBe(`https://journeys.example/shops/${body.id}/magento`);
  expect(body.import.resources.map(({ resource }: { resource: string }) => resource)).toEqual([
    'products',
    'customers',
    'carts',
    'orders',
  ]);
  const [row] = await http.app.database.all<{ secrets: string }>('SELECT secrets FROM shop');
  for (const secret of [KEYS.consumerSecret, KEYS.token, KEYS.tokenSecret]) expect(row?.secrets).not.toContain(secret);
});

test('credentials that do not open the shop, or are not all there, connect nothing', async () => {
  const wrong = await http.api('POST', '/shops', { ...connection(), accessToken: 'other' });
  expect([wrong.status, wrong.body.code]).toEqual([400, 'SHOP_KEY_WRONG']);
  const half = await http.api('POST', '/shops', { ...connection(), accessTokenSecret: undefined });
  expect([half.status, half.body.code]).toEqual([400, 'BODY_INVALID']);
  magento.forbidden.set('shipments', 'Magento_Sales::shipment');
  const weak = await http.api('POST', '/shops', connection());
  expect([weak.status, weak.body.code]).toEqual([400, 'SHOP_KEY_TOO_WEAK']);
  expect((await http.api('GET', '/shops')).body.data).toEqual([]);
});

test('a signed call of the shop makes its next turn come now, whatever it says; any other changes nothing', async () => {
  const { id } = (await http.api('POST', '/shops', connection())).body;
  const far = Date.now() + 3_600_000;
  const { database } = http.app;
  await database.write((tx) => tx.run('UPDATE shop_state SET due_at = ?', [far]));
  const due = async () => Number((await database.get<{ at: number }>('SELECT due_at AS at FROM shop_state'))?.at);
  const payload = '{"not": "an order", "name": "\\u00f6"}';
  const call = async (headers: Record<string, string>) => {
    const answer = await http.send({ method: 'POST', path: `/shops/${id}/magento`, headers, body: payload });
    return [answer.status, (JSON.parse(answer.text) as { accepted: boolean }).accepted];
  };
  const type = { 'content-type': 'application/json' };
  const sign = (secret: string) => createHmac('sha256', secret).update(payload).digest('hex');

  expect(await call(type)).toEqual([200, false]);
  expect(await call({ ...type, 'x-magento-signature': sign('another') })).toEqual([200, false]);
  expect(await due()).toBe(far);
  expect(await call({ ...type, 'x-magento-signature': sign('verification token') })).toEqual([200, true]);
  expect(await due()).toBeLessThan(far);
  expect(await database.all('SELECT id FROM orders')).toEqual([]);
});
