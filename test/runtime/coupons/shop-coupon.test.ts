import { openHttp, type Http } from '../../support/open-http';
import { KEYS, startFakeWooCommerce, type FakeWooCommerce } from '../../support/fake-woocommerce';

describe('a coupon that the shop makes', () => {
  let http: Http;
  let shop: FakeWooCommerce;
  let contact: number;
  let connected: string;

  beforeAll(async () => {
    http = await openHttp();
    shop = await startFakeWooCommerce();
    const body = { type: 'woocommerce', name: 'Olive', url: shop.url, ...KEYS, webhookSecret: 'a secret of ours' };
    connected = (await http.api('POST', '/shops', body)).body.id;
    contact = (await http.api('POST', '/contacts', { email: 'dana@example.com' })).body.id;
  });
  beforeEach(() => {
    shop.coupons = [];
    shop.interrupt = () => undefined;
  });
  afterAll(async () => {
    await http.close();
    await shop.close();
  });

  const ask = async (idempotencyKey: string, more: object = {}) =>
    await http.api('POST', '/hub/coupons', {
      ...{ contact: { id: contact }, itemIndex: 0, idempotencyKey },
      shopCoupon: { kind: 'percent', amount: '10', ...more },
    });

  test('a contact gets a code that nobody else can use, once, and knows when it ends', async () => {
    const { status, body } = await ask('one', { prefix: 'VIP', validDays: 14, minimumTotal: '99.90', shop: connected });
    expect(status).toBe(200);
    expect(body.code).toMatch(/^VIP-[A-Z2-9]{10}$/);
    expect(shop.coupons).toMatchObject([
      {
        ...{ code: body.code, discount_type: 'percent', amount: '10', usage_limit: 1, individual_use: true },
        ...{ email_restrictions: ['dana@example.com'], minimum_amount: '99.90' },
      },
    ]);
    expect(body.expiresAt).toBe(`${shop.coupons[0]!.date_expires_gmt as string}.000Z`);
    expect(Date.parse(body.expiresAt as string) - Date.now()).toBeGreaterThan(13.9 * 24 * 3_600_000);
  });

  test('a contact whose journey never saw the answer gets the coupon that the shop has made', async () => {
    shop.interrupt = (call) => {
      if (call.method !== 'POST') return undefined;
      shop.coupons.push({ ...JSON.parse(call.body), date_expires_gmt: '2030-01-01T00:00:00' });
      return { status: 500, body: {} };
    };
    expect((await ask('two', { validDays: 1 })).body.code).toBe('SHOP_FAILING');
    shop.interrupt = () => undefined;
    const { body } = await ask('two', { validDays: 1 });
    expect(body).toMatchObject({ code: shop.coupons[0]!.code, expiresAt: '2030-01-01T00:00:00.000Z' });
    expect((await ask('three')).body.code).not.toBe(body.code);
    expect(shop.coupons).toHaveLength(2);
  });

  test('an author is told of terms that cannot be, and no coupon is made', async () => {
    for (const terms of [{ amount: '0' }, { amount: '101' }, { amount: 'ten' }, { validDays: -1 }, { prefix: 'a b' }]) {
      expect((await ask('four', terms)).body.code).toBe('COUPON_TERMS_INVALID');
    }
    expect((await ask('four', { shop: 'none' })).body.code).toBe('SHOP_NOT_FOUND');
    expect(shop.coupons).toEqual([]);
  });

  test('an operator whose key may only read is told so', async () => {
    shop.isReadOnly = true;
    expect((await ask('five')).body.code).toBe('SHOP_KEY_TOO_WEAK');
    shop.isReadOnly = false;
  });
});
