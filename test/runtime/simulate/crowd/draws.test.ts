import { Draws } from '../../../../packages/runtime/src/simulate/crowd/draws';

const numbers = (draws: Draws): number[] => Array.from({ length: 2_000 }, () => draws.next());

test('the same person of the same crowd has the same chance, another person another one', () => {
  expect(numbers(new Draws(1, 17, 'deeds'))).toEqual(numbers(new Draws(1, 17, 'deeds')));
  expect(numbers(new Draws(1, 17, 'deeds'))).not.toEqual(numbers(new Draws(1, 18, 'deeds')));
  expect(numbers(new Draws(1, 17, 'deeds'))).not.toEqual(numbers(new Draws(2, 17, 'deeds')));
});

test('chance is even: shares and waits come out as they are asked for', () => {
  const draws = new Draws(1, 'even');
  const all = numbers(draws);
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...all)).toBeLessThan(1);
  const happened = Array.from({ length: 10_000 }, () => draws.happens(0.2)).filter(Boolean).length;
  expect(happened / 10_000).toBeCloseTo(0.2, 1);
  const waits = Array.from({ length: 10_000 }, () => draws.waitFor(5));
  expect(waits.reduce((sum, each) => sum + each, 0) / 10_000).toBeCloseTo(5, 0);
});
