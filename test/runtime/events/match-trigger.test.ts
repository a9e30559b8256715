import { matchesTrigger, type StoredEvent, type TriggerFilter } from '../../../packages/runtime/src/events';

const oil = { id: '15', name: 'Öle & Essig', slug: 'oil' };
const line = (changes: object = {}) => ({
  productId: '10',
  variationId: null,
  sku: 'OIL-500',
  categories: [oil],
  ...changes,
});
const shirt = line({
  productId: '11',
  variationId: '12',
  sku: 'TS-S',
  categories: [{ id: '16', name: 'Shirts', slug: 'shirts' }],
});

const event = (type: string, payload: object = {}): StoredEvent =>
  ({
    id: 1,
    workspace: 1,
    type,
    contact: 4,
    shop: 'shop1',
    occurredAt: 0,
    receivedAt: 0,
    dedupeKey: '',
    payload,
  }) as never;
const order = (changes: object = {}, type = 'order.placed') =>
  event(type, {
    order: {
      status: 'processing',
      total: 17.78,
      currency: 'EUR',
      isFirstPurchase: true,
      lines: [line(), shirt],
      ...changes,
    },
  });
const matches = (filter: Partial<TriggerFilter>, of = order()) =>
  matchesTrigger({ events: ['order.placed'], ...filter }, of);

test('a trigger takes the events that it names', () => {
  expect(matches({})).toBe(true);
  expect(matches({ events: ['order.paid', 'order.completed'] })).toBe(false);
  expect(matches({ events: [] })).toBe(false);
});

test('a first purchase is an order placed that is the first', () => {
  const filter = { events: ['order.first_purchase'] };
  expect(matches(filter)).toBe(true);
  expect(matches(filter, order({ isFirstPurchase: false }))).toBe(false);
  expect(matches(filter, order({}, 'order.paid'))).toBe(false);
});

test('a trigger of one shop takes the events of that shop', () => {
  expect(matches({ shop: 'shop1' })).toBe(true);
  expect(matches({ shop: 'shop2' })).toBe(false);
  expect(matches({ shop: '' })).toBe(true);
});

test('a change of status is taken by the new status', () => {
  const filter = { events: ['order.status_changed', 'order.placed'], toStatuses: ['wc-completed', 'delivered'] };
  expect(matches(filter, order({ status: 'completed' }, 'order.status_changed'))).toBe(true);
  expect(matches(filter, order({ status: 'processing' }, 'order.status_changed'))).toBe(false);
  expect(matches(filter, order({ status: 'processing' }))).toBe(true);
});

test.each([
  [{ statuses: ['processing'] }, true],
  [{ statuses: ['completed'] }, false],
  [{ productIds: ['10'] }, true],
  [{ productIds: ['11'] }, true],
  [{ productIds: ['12'] }, true],
  [{ productIds: ['1'] }, false],
  [{ skus: [' TS-S '] }, true],
  [{ skus: ['TS'] }, false],
  [{ categories: ['15'] }, true],
  [{ categories: ['oil'] }, true],
  [{ categories: ['öle & essig'] }, true],
  [{ categories: ['vinegar'] }, false],
  [{ productIds: [], skus: [], categories: [], statuses: [] }, true],
  [{ skus: ['TS-S'], categories: ['shirts'] }, true],
  [{ skus: ['TS-S'], categories: ['oil'] }, false],
  [{ minimumTotal: '17.78' }, true],
  [{ minimumTotal: '17.79' }, false],
  [{ minimumTotal: '' }, true],
  [{ minimumTotal: 'much' }, false],
])('of an order with oil and a shirt for 17.78, %j says %s', (filter, expected) => {
  expect(matches(filter)).toBe(expected);
});

test('a minimum is exact where floating point is not', () => {
  expect(matches({ minimumTotal: '0.3' }, order({ total: 0.1 + 0.2 }))).toBe(true);
  expect(matches({ minimumTotal: '1.005' }, order({ total: 1.005, currency: 'KWD' }))).toBe(true);
});

test('filters on orders do not hold back a new customer', () => {
  const customer = event('customer.created', { customer: { id: '2' } });
  expect(
    matches({ events: ['customer.created'], statuses: ['completed'], minimumTotal: '50', skus: ['A'] }, customer),
  ).toBe(true);
});

test('filters on goods hold for products and variations too', () => {
  const back = event('product.back_in_stock', {
    product: { id: '12', parentId: '11', sku: 'TS-S', categories: [oil] },
  });
  const events = ['product.back_in_stock'];
  expect(matches({ events, productIds: ['11'] }, back)).toBe(true);
  expect(matches({ events, skus: ['OIL-500'] }, back)).toBe(false);
  expect(matches({ events, categories: ['oil'] }, back)).toBe(true);
});
