import { silentLogger } from '../../../packages/runtime/src/shared';
import { RefusalLog } from '../../../packages/runtime/src/shops';

test('a shop that is refused again and again is logged once per reason, then once an hour with the count', () => {
  const lines: object[] = [];
  const clock = { time: 0, now: () => clock.time };
  const refusals = new RefusalLog({ clock, logger: { ...silentLogger, warn: (facts) => lines.push(facts) } });
  for (let second = 0; second < 3600; second++) {
    clock.time = second * 1000;
    refusals.note('shop1', 'SIGNATURE_INVALID', 'wrong');
  }
  refusals.note('shop1', 'SIGNATURE_MISSING', 'missing');
  refusals.note('shop2', 'SIGNATURE_INVALID', 'wrong');
  clock.time = 3600 * 1000;
  refusals.note('shop1', 'SIGNATURE_INVALID', 'wrong');
  expect(lines).toEqual([
    { shop: 'shop1', code: 'SIGNATURE_INVALID', repeated: 0 },
    { shop: 'shop1', code: 'SIGNATURE_MISSING', repeated: 0 },
    { shop: 'shop2', code: 'SIGNATURE_INVALID', repeated: 0 },
    { shop: 'shop1', code: 'SIGNATURE_INVALID', repeated: 3599 },
  ]);
});

test('what is remembered is bounded: the shop that was logged longest ago is forgotten', () => {
  let lines = 0;
  const refusals = new RefusalLog({ clock: { now: () => 0 }, logger: { ...silentLogger, warn: () => lines++ } });
  for (let shop = 0; shop <= 1000; shop++) refusals.note(`${shop}`, 'SIGNATURE_INVALID', 'wrong');
  refusals.note('1000', 'SIGNATURE_INVALID', 'wrong');
  expect(lines).toBe(1001);
  refusals.note('0', 'SIGNATURE_INVALID', 'wrong');
  expect(lines).toBe(1002);
});
