import { Draws } from '../../../../packages/runtime/src/simulate/crowd/draws';
import { entranceBy } from '../../../../packages/runtime/src/simulate/crowd/entrances';

const DAY = 86_400_000;
const at = Date.parse('2026-03-31T10:00:00Z');
const entrance = (filter: Parameters<typeof entranceBy>[0]) => entranceBy(filter, new Draws(1, 'entrance'), at);

test('a crowd buys what the trigger asks for', () => {
  const filter = { events: ['order.placed'], skus: ['LENS-30'], categories: ['lenses'], minimumTotal: '500' };
  expect(entrance(filter)).toMatchObject([
    { after: 0, deed: { buys: { sku: 'LENS-30', category: 'lenses', total: 500, status: 'processing' } } },
  ]);
});

test('a crowd whose parcels arrive, whose payments fail or who get their money back buys first', () => {
  expect(entrance({ events: ['order.delivered'] }).map(({ deed }) => Object.keys(deed)[0])).toEqual([
    'buys',
    'delivered',
  ]);
  expect(entrance({ events: ['order.refunded'] })[1]).toMatchObject({ after: 5 * DAY, deed: { refunds: {} } });
  expect(entrance({ events: ['order.failed'] })[1]).toMatchObject({ deed: { order: { status: 'failed' } } });
  expect(entrance({ events: ['order.status_changed'], toStatuses: ['on-hold'] })[1]).toMatchObject({
    deed: { order: { status: 'on-hold' } },
  });
});

test('a crowd leaves carts, agrees, joins lists and tells events with the fields that are asked for', () => {
  expect(entrance({ events: ['cart.abandoned'] })).toMatchObject([{ deed: { abandons: { sku: 'SKU-1' } } }]);
  expect(entrance({ events: ['consent.granted'] })).toMatchObject([{ deed: { consents: { status: 'granted' } } }]);
  expect(entrance({ events: ['list.joined'], lists: ['L1'] })).toMatchObject([
    { deed: { event: { type: 'list.joined', payload: { list: { id: 'L1' } } } } },
  ]);
  const fields = [
    { field: 'tag', operator: 'equals', value: 'vip' },
    { field: 'page.url', operator: 'contains', value: '/mugs', only: ['page.viewed'] },
  ];
  expect(entrance({ events: ['tag.added'], fields })).toMatchObject([{ deed: { event: { payload: { tag: 'vip' } } } }]);
  expect(entrance({ events: ['page.viewed'], fields })).toMatchObject([
    { deed: { event: { payload: { tag: 'vip', page: { url: '/mugs' } } } } },
  ]);
});

test('a crowd has the date from which its offset leads to the day of the entry', () => {
  const base = {
    timeOfDay: { hour: 9, minute: 0 },
    zone: 'contact',
    repeat: 'yearly',
    leapDay: 'march1',
    lateHours: 12,
  } as const;
  const reached = (field: string, offset: { amount: number; unit: 'days' | 'months' }) =>
    entrance({ events: ['date.reached'], dates: [{ ...base, field, offset }] });
  expect(reached('attributes.renewal', { amount: -30, unit: 'days' })).toMatchObject([
    { deed: { updates: { renewal: '2026-04-30' } } },
  ]);
  expect(reached('attributes.start', { amount: 1, unit: 'months' })).toMatchObject([
    { deed: { updates: { start: '2026-02-28' } } },
  ]);
});
