import { isCycleName, readCycle } from '../../../../packages/runtime/src/shops/store';
import { readProduct } from '../../../../packages/runtime/src/shops/woocommerce/read-product';

const context = { currency: 'EUR', receivedAt: 0 };
const cycleOf = (json: object) => {
  const reading = readProduct({ id: 7, name: 'Lenses', ...json }, context);
  return 'value' in reading ? reading.value.cycleDays : reading;
};

test('a merchant says by an attribute or a custom field how long one piece of a product lasts', () => {
  expect(cycleOf({ attributes: [{ name: 'Cycle days', options: ['30'] }] })).toBe(30);
  expect(cycleOf({ meta_data: [{ key: 'cycle_days', value: '14 days' }] })).toBe(14);
  expect(cycleOf({ attributes: [{ name: 'Colour', options: ['30'] }] })).toBeUndefined();
  expect(cycleOf({})).toBeUndefined();
});

test.each(['', 'monthly', '0', '-3', '99999', '4000'])('what is no number of days says nothing: %j', (text) => {
  expect(readCycle(text)).toBeUndefined();
});

test('the attribute may be spelt as shops do', () => {
  expect(['cycle_days', ' Cycle Days ', 'cycle-days', 'size'].map(isCycleName)).toEqual([true, true, true, false]);
});
