import { mail, onEvents, type JourneyNode } from '../../support/journey';
import { openTestApp, type TestApp } from '../../support/open-test-app';
import { recording } from '../../support/woocommerce-recordings';

const coupon: JourneyNode = {
  name: 'Coupon',
  type: 'n8n-nodes-aftercart.createCoupon',
  parameters: { pool: 'Welcome' },
};
const withCode: JourneyNode = {
  name: 'Mail',
  type: 'n8n-nodes-aftercart.sendEmail',
  parameters: {
    purpose: 'transactional',
    languages: { values: [{ language: 'en', subject: 'For you', body: '{{coupon coupon.code}}' }] },
    options: { data: '={{ { coupon: $json.coupon } }}' },
  },
};

describe('a journey that gives coupons', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await openTestApp();
    const { id } = await app.couponPools.create(1, {
      ...{ name: 'Welcome', maxPerContact: 1, lowStock: null, expiresAt: null },
    });
    await app.couponPools.fill(1, id, [
      { code: 'HELLO-1', expiresAt: null },
      { code: 'HELLO-2', expiresAt: null },
    ]);
  });
  afterEach(() => app.close());

  test('a contact finds the code in the mail', async () => {
    const journey = await app.activate([onEvents('order.placed'), coupon, withCode]);
    await app.post(recording('030'));
    await app.execution(journey, ({ status }) => status === 'success');
    const sent = await app.until(
      () => app.messages.list({ workspace: 1 }),
      ({ data }) => data[0]?.status === 'sent',
    );
    expect((await app.messages.get(1, sent.data[0]!.id)).html).toContain('<bdi>HELLO-1</bdi>');
  });

  test('a contact who has had one goes on without a second', async () => {
    const first = await app.activate([onEvents('order.placed'), coupon, mail('With a code')]);
    const none = { ...coupon, output: 1 };
    const second = await app.activate([onEvents('order.completed'), none, mail('Without')]);
    await app.post(recording('030'));
    await app.execution(first, ({ status }) => status === 'success');
    await app.post(recording('032'));
    const execution = await app.execution(second, ({ status }) => status === 'success');
    expect(await app.pathOf(execution)).toEqual(['On event', 'Coupon', 'Mail']);
    expect(await app.couponPools.list(1)).toMatchObject([{ left: 1, given: 1 }]);
  });
});
