import { parseInstant } from '../../../nodes/shared/parse-instant';

test.each([
  ['2026-12-24', '2026-12-23T22:00:00.000Z'],
  ['2026-12-24T18:00', '2026-12-24T16:00:00.000Z'],
  ['2026-12-24 18:00:30.5', '2026-12-24T16:00:30.500Z'],
  ['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.000Z'],
  ['2026-12-24T18:00:00.000-05:30', '2026-12-24T23:30:00.000Z'],
  ['2026-12-24T18:00+0200', '2026-12-24T16:00:00.000Z'],
  [Date.UTC(2026, 11, 24), '2026-12-24T00:00:00.000Z'],
  [String(Date.UTC(2026, 11, 24)), '2026-12-24T00:00:00.000Z'],
  [new Date('2026-12-24T18:00:00Z'), '2026-12-24T18:00:00.000Z'],
  [{ toMillis: () => Date.UTC(2026, 11, 24) }, '2026-12-24T00:00:00.000Z'],
  ['2024-02-29', '2024-02-28T22:00:00.000Z'],
])('a field that says %p in Jerusalem means %s', (value, expected) => {
  expect(new Date(parseInstant(value, 'Asia/Jerusalem')).toISOString()).toBe(expected);
});

test.each([
  '',
  '24/12/2026',
  '2026-02-30',
  '2026-02-30T10:00:00Z',
  '2026-13-01',
  '2026-12-24T25:00',
  'soon',
  null,
  undefined,
  NaN,
  {},
])('a field that says %p is refused rather than guessed', (value) => {
  expect(() => parseInstant(value, 'UTC')).toThrow('is not a date');
});
