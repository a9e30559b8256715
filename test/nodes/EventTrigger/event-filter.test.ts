import { eventFilter } from '../../../nodes/EventTrigger/event-filter';
import { cartFilter } from '../../../nodes/AbandonedCartTrigger/cart-filter';
import { alertFilter } from '../../../nodes/ProductAlertTrigger/alert-filter';
import { fulfilsTrigger } from '../../../packages/runtime/src/audiences';
import type { StoredEvent } from '../../../packages/runtime/src/events';

const event = (type: string, payload: object = {}): StoredEvent =>
  ({
    id: 1,
    workspace: 1,
    type,
    contact: 4,
    shop: null,
    occurredAt: 0,
    receivedAt: 0,
    dedupeKey: '',
    payload,
  }) as never;
const starts = (parameters: object, type: string, payload: object = {}) =>
  fulfilsTrigger(eventFilter(parameters as never), event(type, payload));

test('a builder who changes nothing gets what the editor shows', () => {
  expect(eventFilter({})).toEqual({ events: ['contact.created'] });
  expect(cartFilter({})).toEqual({ events: ['cart.abandoned'], afterMinutes: 120, onceBy: 'cart.id' });
  expect(alertFilter({})).toEqual({
    events: ['interest.price_dropped'],
    interest: { kinds: ['viewed', 'wishlist', 'cart'], withinDays: 30, skipBuyers: true, perMinute: 100 },
  });
});

test('an event of a site is meant by its name, or by the beginning of it', () => {
  expect(starts({ events: [], otherEvents: 'custom.quiz_finished' }, 'custom.quiz_finished')).toBe(true);
  expect(starts({ events: [], otherEvents: 'custom.quiz_finished' }, 'custom.quiz')).toBe(false);
  expect(starts({ events: [], otherEvents: 'custom.*' }, 'custom.quiz_finished')).toBe(true);
  expect(starts({ events: [], otherEvents: 'custom.*' }, 'customer.created')).toBe(false);
  expect(() => eventFilter({ otherEvents: 'quiz finished' })).toThrow('not the type of an event');
});

test.each([
  [{ type: 'number', comparison: 'above', value: '10' }, true],
  [{ type: 'number', comparison: 'above', value: '12' }, false],
  [{ type: 'number', comparison: 'oneOf', value: '11, 12' }, true],
  [{ type: 'text', comparison: 'equals', value: '12' }, true],
  [{ comparison: 'missing' }, false],
  [{ comparison: 'exists' }, true],
])('of a quiz with 12 points, %j says %s', (condition, expected) => {
  const conditions = { values: [{ field: 'properties.points', ...condition }] };
  const quiz = { properties: { points: 12 } };
  expect(starts({ events: [], otherEvents: 'custom.quiz', conditions }, 'custom.quiz', quiz)).toBe(expected);
});

test.each([
  ['workspace', '2026-11-21T22:30:00Z', true],
  ['workspace', '2026-11-21T21:30:00Z', false],
  ['contact', '2026-11-22T05:30:00Z', true],
  ['contact', '2026-11-22T04:30:00Z', false],
])('a day of the %s has begun at %s: %s', (zone, at, expected) => {
  const condition = { field: 'properties.at', type: 'dateTime', comparison: 'after', value: '2026-11-22', zone };
  const filter = eventFilter({ events: ['form.submitted'], conditions: { values: [condition] } });
  const submitted = event('form.submitted', { properties: { at } });
  const calendar = { workspace: 'Asia/Jerusalem', contact: 'America/New_York' };
  expect(fulfilsTrigger(filter, submitted, calendar)).toBe(expected);
});

test.each([
  [{ type: 'number', value: 'many' }, 'is not a number'],
  [{ type: 'boolean', value: 'maybe' }, 'true or false'],
  [{ type: 'dateTime', value: 'tomorrow' }, 'not a date'],
  [{ value: '' }, 'compares with nothing'],
])('a value that is none of its type is refused: %j', (condition, message) => {
  expect(() => eventFilter({ conditions: { values: [{ field: 'a', ...condition }] } })).toThrow(message);
});

test('a score that crosses its threshold upwards starts, by its points or its name; downwards it does not', () => {
  const crossed = (direction: string, value = 100) => ({
    score: { name: 'engagement', value: 104, previous: 96, points: 8 },
    threshold: { id: 't1', name: 'Hot', value, direction },
  });
  const parameters = { events: ['score.crossed'], scoreName: 'engagement', scoreThreshold: '100' };
  expect(starts(parameters, 'score.crossed', crossed('up'))).toBe(true);
  expect(starts(parameters, 'score.crossed', crossed('down'))).toBe(false);
  expect(starts({ ...parameters, scoreDirection: 'any' }, 'score.crossed', crossed('down'))).toBe(true);
  expect(starts({ ...parameters, scoreThreshold: 'hot' }, 'score.crossed', crossed('up'))).toBe(true);
  expect(starts(parameters, 'score.crossed', crossed('up', 50))).toBe(false);
});

test('a field that changes from one value to another starts; what is asked of it holds back no tag', () => {
  const parameters = {
    events: ['contact.updated', 'tag.added'],
    changedField: 'attributes.tier',
    changedFrom: 'silver',
    changedTo: 'gold, platinum',
    tags: 'vip',
  };
  const tier = (from: string, to: string) => ({ changes: { attributes: { tier: { from, to } } } });
  expect(starts(parameters, 'contact.updated', tier('silver', 'gold'))).toBe(true);
  expect(starts(parameters, 'contact.updated', tier('bronze', 'gold'))).toBe(false);
  expect(starts(parameters, 'contact.updated', { changes: { country: { from: 'DE', to: 'IL' } } })).toBe(false);
  expect(starts(parameters, 'tag.added', { tag: 'VIP' })).toBe(true);
  expect(starts(parameters, 'tag.added', { tag: 'new' })).toBe(false);
});

test('a list is meant by its name or its id', () => {
  const parameters = { events: ['list.joined'], lists: 'Newsletter, l9' };
  expect(starts(parameters, 'list.joined', { list: { id: 'l1', name: 'Newsletter' } })).toBe(true);
  expect(starts(parameters, 'list.joined', { list: { id: 'l9', name: 'Other' } })).toBe(true);
  expect(starts(parameters, 'list.joined', { list: { id: 'l2', name: 'Other' } })).toBe(false);
});

test('a span is one minute to a year, and a trigger for nobody is refused', () => {
  expect(cartFilter({ idle: 45, idleUnit: 'minutes' }).afterMinutes).toBe(45);
  expect(cartFilter({ idle: 3, idleUnit: 'days', oncePerCart: false })).toEqual({
    events: ['cart.abandoned'],
    afterMinutes: 4_320,
  });
  expect(() => cartFilter({ idle: 0 })).toThrow('one minute to 365 days');
  expect(() => alertFilter({ kinds: [] })).toThrow('for nobody');
  expect(() => alertFilter({ filters: { minimumDrop: 'much' } })).toThrow('not an amount');
});

test('a purchase outside of the category starts nothing, and the filter holds back no registration', () => {
  const parameters = { events: ['order.first_purchase', 'customer.created'], filters: { categories: 'Coffee' } };
  const order = (category: string) => ({
    order: {
      ...{ total: 20, currency: 'EUR', status: 'processing', isFirstPurchase: true },
      lines: [{ productId: '1', sku: 'A', categories: [{ id: '7', name: category, slug: category.toLowerCase() }] }],
    },
  });
  expect(starts(parameters, 'order.placed', order('Coffee'))).toBe(true);
  expect(starts(parameters, 'order.placed', order('Tea'))).toBe(false);
  expect(starts(parameters, 'customer.created', { customer: { id: '1' } })).toBe(true);
});
