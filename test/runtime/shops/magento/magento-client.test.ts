import { codeOf, messageOf, milliseconds } from '../../../../packages/runtime/src/shared';
import { Pace, ShopHttp } from '../../../../packages/runtime/src/shops/http';
import { MagentoClient, type MagentoKeys } from '../../../../packages/runtime/src/shops/magento/magento-client';
import { KEYS, startFakeMagento, type FakeMagento } from '../../../support/magento/fake-magento';

let fake: FakeMagento;
beforeEach(async () => {
  fake = await startFakeMagento({ time: Date.parse('2026-11-22T00:00:00Z') });
});
afterEach(async () => await fake.close());

const clientWith = (keys: MagentoKeys, url = fake.server.url) =>
  new MagentoClient(
    url,
    keys,
    new ShopHttp({ pace: new Pace(1_000), patience: milliseconds(1), timeout: milliseconds(500) }),
  );
const orders = { sort: ['entity_id'], pageSize: 10 };
const problemOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (problem: unknown) => problem,
  );
  return [codeOf(error), messageOf(error)] as const;
};

test('four credentials open the shop, also with dates, brackets and commas in what is looked for', async () => {
  fake.shop.place({ created_at: '2026-11-22 00:00:00', customer_email: 'a+b (c)!*@example.org' });
  const found = await clientWith(KEYS).search('orders', {
    ...orders,
    groups: [
      [{ field: 'created_at', value: '2026-11-22 00:00:00', condition: 'gteq' }],
      [
        { field: 'entity_id', value: '7,8', condition: 'in' },
        { field: 'customer_email', value: 'a+b (c)!*@example.org', condition: 'eq' },
      ],
    ],
  });
  expect(found).toMatchObject({ items: [{ entity_id: 1 }], totalCount: 1 });
});

test('a shop that refuses Bearer tokens, as they do since 2.4.4, says what to change; one that allows them is read', async () => {
  const client = clientWith({ token: KEYS.token });
  const [code, message] = await problemOf(client.search('orders', orders));
  expect([code, message]).toEqual(['SHOP_KEY_WRONG', expect.stringContaining('since 2.4.4')]);
  fake.isBearerAllowed = true;
  expect(await client.search('orders', orders)).toEqual({ items: [], totalCount: 0 });
});

test('a wrong secret, a wrong address and a missing permission are told apart', async () => {
  const [wrong, why] = await problemOf(clientWith({ ...KEYS, tokenSecret: 'other' }).search('orders', orders));
  expect([wrong, why]).toEqual(['SHOP_KEY_WRONG', expect.stringContaining('signature')]);
  const [missing] = await problemOf(clientWith(KEYS, `${fake.server.url}/blog`).search('orders', orders));
  expect(missing).toBe('SHOP_API_MISSING');
  fake.forbidden.set('creditmemos', 'Magento_Sales::sales_creditmemo');
  const [weak, what] = await problemOf(clientWith(KEYS).search('creditmemos', orders));
  expect([weak, what]).toEqual(['SHOP_KEY_TOO_WEAK', expect.stringContaining('Magento_Sales::sales_creditmemo')]);
});

test('a shop that is busy is asked again, each time with a signature of its own', async () => {
  let calls = 0;
  fake.disturb = () => (++calls < 3 ? { status: 503 } : undefined);
  await clientWith(KEYS).search('orders', orders);
  const headers = fake.server.calls.map(({ headers: { authorization } }) => authorization);
  expect(new Set(headers).size).toBe(3);
});
