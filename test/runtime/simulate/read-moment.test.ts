import { readMoment, readUntil } from '../../../packages/runtime/src/simulate/read-moment';

const start = { startedAt: Date.parse('2026-03-26T20:00:00Z'), timeZone: 'Asia/Jerusalem' };
const iso = (text: string): string => new Date(readMoment(text, start)).toISOString();

test('moments of a scenario are read from the clock on the wall, over a change to summer time, too', () => {
  expect(iso('day 0 23:00')).toBe('2026-03-26T21:00:00.000Z');
  // Clocks go forward in the night to March 27.
  expect(iso('day 1 10:00')).toBe('2026-03-27T07:00:00.000Z');
  expect(iso('day 1')).toBe('2026-03-27T19:00:00.000Z');
  expect(iso('36 hours')).toBe('2026-03-28T08:00:00.000Z');
  expect(iso('2026-04-01T00:00:00Z')).toBe('2026-04-01T00:00:00.000Z');
});

test.each(['day', 'day 1 25:00', 'soon', 'day 0 10:00', '2026-01-01T00:00:00Z', 'day 500'])(
  'a builder is told that "%s" is no moment of the simulation',
  (text) => {
    expect(() => readMoment(text, start)).toThrow(expect.objectContaining({ code: 'SCENARIO_INVALID' }));
  },
);

test('a simulation ends after a while, or with the last who is under way', () => {
  expect(readUntil('60 days')).toEqual({ milliseconds: 60 * 86_400_000 });
  expect(readUntil('ended')).toBeUndefined();
  expect(() => readUntil('401 days')).toThrow('at most 400 days');
});
