import { listOf, orderFilter, statusesOf } from '../../../nodes/shared/order-filter';

test('an operator writes lists with commas, and an expression may give a list', () => {
  expect(listOf(' 12, 15 ,,')).toEqual(['12', '15']);
  expect(listOf([12, 'MUG-01 ', null])).toEqual(['12', 'MUG-01']);
  expect(listOf(undefined)).toEqual([]);
});

test('statuses of WooCommerce and of plugins come together once, without their prefix', () => {
  expect(statusesOf(['completed', 'wc-processing'], 'shipped, completed')).toEqual([
    'completed',
    'processing',
    'shipped',
  ]);
});

test('what an operator left empty does not narrow the orders', () => {
  expect(orderFilter({ statuses: [], skus: '', minimumTotal: '' })).toEqual({});
  expect(orderFilter({ categories: 'coffee', productIds: 512, minimumTotal: 49.9 })).toEqual({
    categories: ['coffee'],
    productIds: ['512'],
    minimumTotal: '49.9',
  });
});

test('a minimum with a comma is refused, not read as two numbers', () => {
  expect(() => orderFilter({ minimumTotal: '49,90' })).toThrow('The minimum total "49,90" is not an amount');
});
