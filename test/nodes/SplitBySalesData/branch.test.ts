import { branchOf } from '../../../nodes/SplitBySalesData/branch';
import { NO_SALES } from '../../support/recording-hub';

test('an output that nobody filled in holds for a contact with at least one order', () => {
  const branch = branchOf({}, 2);
  expect(branch).toMatchObject({ name: '3', filter: {} });
  expect(branch.holds({ ...NO_SALES, count: 1 })).toBe(true);
  expect(branch.holds(NO_SALES)).toBe(false);
});

test('"first purchase at least 1 within the last day" holds where the first purchase lies in the window', () => {
  const branch = branchOf({ name: 'New', measure: 'firstPurchase', window: 'days', windowLength: 1 }, 0);
  expect(branch.filter).toEqual({ withinHours: 24 });
  expect(branch.holds({ ...NO_SALES, count: 2, includesFirstPurchase: true })).toBe(true);
  expect(branch.holds({ ...NO_SALES, count: 2 })).toBe(false);
});

test.each([
  ['sum', 'gt', 99.9, { sum: 100 }, true],
  ['sum', 'gt', 100, { sum: 100 }, false],
  ['average', 'lte', 50, { average: 50 }, true],
  ['largest', 'lt', 50, { largest: 50 }, false],
  ['count', 'eq', 2, { count: 2 }, true],
  ['count', 'eq', '0', { count: 0 }, true],
  ['firstPurchase', 'eq', 0, { count: 3 }, true],
])('%s %s %s of %p is %s', (measure, operator, value, figures, expected) => {
  expect(branchOf({ measure, operator, value }, 0).holds({ ...NO_SALES, ...figures })).toBe(expected);
});

test('filters and a window in hours narrow the orders that count', () => {
  const entry = { window: 'hours', windowLength: 36, filters: { statuses: ['completed'], categories: 'coffee, tea' } };
  expect(branchOf(entry, 0).filter).toEqual({
    withinHours: 36,
    statuses: ['completed'],
    categories: ['coffee', 'tea'],
  });
});

test.each([
  [{ name: 'A', measure: 'median' }, 'The output "A" has no measure called "median"'],
  [{ name: 'A', operator: 'toString' }, 'The output "A" has no operator called "toString"'],
  [{ name: 'A', value: 'many' }, 'The value of the output "A" has to be a number, not "many"'],
  [{ name: 'A', window: 'days', windowLength: 0 }, 'The window of the output "A" is 0 long'],
])('an output that makes no sense says so: %p', (entry, message) => {
  expect(() => branchOf(entry, 0)).toThrow(message);
});
