import { moveBy, nextAnniversary, wakeAfter, wakeAround } from '../../../nodes/shared/wake-time';

const JERUSALEM = 'Asia/Jerusalem';
const NINE = { hour: 9, minute: 0 };
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

test('three days later it is the same time on the wall, also across a clock change', () => {
  // Israel goes back to winter time on 25 October 2026.
  const friday = at('2026-10-23T18:00:00Z');
  expect(iso(moveBy(friday, { amount: 3, unit: 'days' }, JERUSALEM))).toBe('2026-10-26T19:00:00.000Z');
  expect(iso(moveBy(friday, { amount: 72, unit: 'hours' }, JERUSALEM))).toBe('2026-10-26T18:00:00.000Z');
});

test.each([
  [30, 'seconds', '2026-11-22T10:00:30.000Z'],
  [1.5, 'hours', '2026-11-22T11:30:00.000Z'],
  [1.5, 'days', '2026-11-23T22:00:00.000Z'],
  [2, 'weeks', '2026-12-06T10:00:00.000Z'],
  [-10, 'minutes', '2026-11-22T09:50:00.000Z'],
  [-1, 'days', '2026-11-21T10:00:00.000Z'],
] as const)('%s %s from now', (amount, unit, expected) => {
  expect(iso(moveBy(at('2026-11-22T10:00:00Z'), { amount, unit }, 'UTC'))).toBe(expected);
});

test('a contact is written to at nine in the morning of its own country', () => {
  const now = at('2026-11-22T21:30:00Z'); // 23:30 in Jerusalem
  const oneDay = { amount: 1, unit: 'days' } as const;
  expect(iso(wakeAfter(now, oneDay, NINE, JERUSALEM))).toBe('2026-11-23T07:00:00.000Z');
  expect(iso(wakeAfter(now, oneDay, NINE, 'Asia/Tokyo'))).toBe('2026-11-24T00:00:00.000Z');
});

test('"0 days at 09:00" is today before nine and tomorrow after it', () => {
  const today = { amount: 0, unit: 'days' } as const;
  expect(iso(wakeAfter(at('2026-11-22T06:00:00Z'), today, NINE, 'UTC'))).toBe('2026-11-22T09:00:00.000Z');
  expect(iso(wakeAfter(at('2026-11-22T09:00:00Z'), today, NINE, 'UTC'))).toBe('2026-11-23T09:00:00.000Z');
});

test('three days before a date at nine', () => {
  const span = { amount: -3, unit: 'days' } as const;
  expect(iso(wakeAround(at('2026-12-23T22:00:00Z'), span, NINE, JERUSALEM))).toBe('2026-12-21T07:00:00.000Z');
  expect(iso(wakeAround(at('2026-12-23T22:00:00Z'), span, undefined, JERUSALEM))).toBe('2026-12-20T22:00:00.000Z');
});

describe('a date that comes every year', () => {
  const onTheDay = (date: number) => date;
  const threeDaysBefore = (date: number) => moveBy(date, { amount: -3, unit: 'days' }, 'UTC');
  const next = (birthday: string, now: string, wakeOf = onTheDay) =>
    iso(nextAnniversary(at(birthday), at(now), 'UTC', wakeOf)).slice(0, 10);

  test('a birthday long ago is waited for this year or next', () => {
    expect(next('1990-12-01T00:00Z', '2026-11-22T10:00Z')).toBe('2026-12-01');
    expect(next('1990-05-10T00:00Z', '2026-11-22T10:00Z')).toBe('2027-05-10');
    expect(next('2026-11-22T00:00Z', '2026-11-22T10:00Z')).toBe('2027-11-22');
  });

  test('who is born on 29 February is wished well on the 28th in other years', () => {
    expect(next('2000-02-29T00:00Z', '2026-11-22T10:00Z')).toBe('2027-02-28');
    expect(next('2000-02-29T00:00Z', '2027-11-22T10:00Z')).toBe('2028-02-29');
  });

  test('three days before a birthday at New Year lie in the old year', () => {
    expect(next('1990-01-01T00:00Z', '2026-12-20T10:00Z', threeDaysBefore)).toBe('2026-12-29');
    expect(next('1990-01-01T00:00Z', '2026-12-30T10:00Z', threeDaysBefore)).toBe('2027-12-29');
  });
});
