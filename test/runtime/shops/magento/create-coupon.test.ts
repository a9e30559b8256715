import { codeOf, messageOf, milliseconds } from '../../../../packages/runtime/src/shared';
import { Pace, ShopHttp } from '../../../../packages/runtime/src/shops/http';
import { createCoupon } from '../../../../packages/runtime/src/shops/magento/create-coupon';
import { MagentoClient } from '../../../../packages/runtime/src/shops/magento/magento-client';
import { KEYS, startFakeMagento, type FakeMagento } from '../../../support/magento/fake-magento';

let fake: FakeMagento;
let client: MagentoClient;
beforeEach(async () => {
  fake = await startFakeMagento({ time: Date.parse('2026-11-22T00:00:00Z') });
  client = new MagentoClient(
    fake.server.url,
    KEYS,
    new ShopHttp({ pace: new Pace(1_000), patience: milliseconds(1), timeout: milliseconds(500) }),
  );
});
afterEach(async () => await fake.close());

const coupon = {
  code: 'VIP-ABCDEFGH23',
  kind: 'percent',
  amount: '10',
  expiresAt: Date.parse('2026-12-31T20:00:00Z'),
  email: 'dana@example.com',
  minimumTotal: '99.90',
} as const;

test('a contact gets a code that can be used once, in every website and by guests too, and that lasts as long as promised', async () => {
  expect(await createCoupon(client, coupon)).toBe(coupon.expiresAt);
  expect(fake.coupons.rules).toMatchObject([
    {
      name: 'Aftercart 10 % from 99.9 until 2027-01-01',
      to_date: '2027-01-01', // wherever the shop is, the last of December at 20:00 UTC is not over before
      website_ids: [1, 2],
      customer_group_ids: [0, 1, 2, 3],
      simple_action: 'by_percent',
      discount_amount: 10,
      condition: { conditions: [{ attribute_name: 'base_subtotal', operator: '>=', value: '99.90' }] },
    },
  ]);
  expect(fake.coupons.coupons).toMatchObject([{ code: coupon.code, usage_limit: 1, expiration_date: '2027-01-01' }]);
});

test('contacts whose coupons have the same terms share a rule, and other terms have one of their own', async () => {
  await createCoupon(client, coupon);
  await createCoupon(client, { ...coupon, code: 'VIP-OTHER', amount: '10.00' });
  await createCoupon(client, {
    ...coupon,
    code: 'FIVE',
    kind: 'amount',
    amount: '5',
    minimumTotal: null,
    expiresAt: null,
  });
  expect(fake.coupons.rules.map(({ name }) => name)).toEqual([
    'Aftercart 10 % from 99.9 until 2027-01-01',
    'Aftercart 5 off',
  ]);
  expect(fake.coupons.rules[1]).toMatchObject({ simple_action: 'cart_fixed', discount_amount: 5 });
  expect(fake.coupons.rules[1]).not.toHaveProperty('to_date');
  expect(fake.coupons.coupons.map(({ rule_id: rule }) => rule)).toEqual([1, 1, 2]);
});

test('a contact whose journey never saw the answer gets the coupon that the shop has made', async () => {
  fake.disturb = ({ method, path, body }) => {
    if (method !== 'POST' || !path.endsWith('/coupons')) return undefined;
    fake.coupons.post('coupons', JSON.parse(body));
    return { status: 500, body: {} };
  };
  await expect(createCoupon(client, coupon)).rejects.toMatchObject({ code: 'SHOP_FAILING' });
  fake.disturb = () => undefined;
  expect(await createCoupon(client, coupon)).toBe(coupon.expiresAt);
  expect(fake.coupons.coupons).toHaveLength(1);
});

test('two servers that ask for one code at once make it once', async () => {
  fake.disturb = ({ method, path, body }) => {
    fake.disturb = method === 'POST' && path.endsWith('/coupons') ? () => undefined : fake.disturb;
    if (method === 'POST' && path.endsWith('/coupons')) fake.coupons.post('coupons', JSON.parse(body));
    return undefined;
  };
  expect(await createCoupon(client, coupon)).toBe(coupon.expiresAt);
  expect(fake.coupons.coupons).toHaveLength(1);
});

test('an operator whose integration may not write cart price rules is told the permission that is missing', async () => {
  fake.forbidden.set('salesRules', 'Magento_SalesRule::quote');
  const error: unknown = await createCoupon(client, coupon).catch((problem: unknown) => problem);
  expect(codeOf(error)).toBe('SHOP_KEY_TOO_WEAK');
  expect(messageOf(error)).toContain('Magento_SalesRule::quote');
});
