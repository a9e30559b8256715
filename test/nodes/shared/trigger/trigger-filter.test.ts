import { WooCommerceTrigger } from '../../../../nodes/WooCommerceTrigger/WooCommerceTrigger.node';
import { triggerFilter } from '../../../../nodes/shared/trigger/trigger-filter';

test('a trigger that nobody changed waits for placed orders of every shop', () => {
  expect(triggerFilter({})).toEqual({ events: ['order.placed'] });
  expect(new WooCommerceTrigger().triggerFilter({ shop: '', filters: {}, toStatuses: [] })).toEqual({
    events: ['order.placed'],
  });
});

test('first purchases and completed orders can start one journey', () => {
  expect(triggerFilter({ events: ['order.first_purchase', 'order.completed', 'order.completed'] })).toEqual({
    events: ['order.first_purchase', 'order.completed'],
  });
});

test('the new statuses count for status changes only, also where a hidden field kept an old choice', () => {
  const statuses = { toStatuses: ['completed'], otherToStatuses: 'wc-shipped' };
  expect(triggerFilter({ events: ['order.status_changed'], ...statuses }).toStatuses).toEqual(['completed', 'shipped']);
  expect(triggerFilter({ events: ['order.paid'], ...statuses })).toEqual({ events: ['order.paid'] });
});

test('a shop and filters narrow the events', () => {
  const filters = { skus: 'MUG-01, MUG-02', statuses: ['processing'], minimumTotal: '100' };
  expect(triggerFilter({ shop: ' shop-1 ', filters })).toEqual({
    events: ['order.placed'],
    shop: 'shop-1',
    statuses: ['processing'],
    skus: ['MUG-01', 'MUG-02'],
    minimumTotal: '100',
  });
});
