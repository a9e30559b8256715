import fc from 'fast-check';

import { nextLocalTime } from '../../../nodes/shared/wake-time';
import { wallTimeOf } from '../../../nodes/shared/zoned-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Around changes of the clock, forward and back, and at midnight (Beirut) and by half an hour (Lord Howe). */
const CHANGES: Array<[zone: string, change: string]> = [
  ['Europe/Vienna', '2026-03-29T01:00:00Z'],
  ['Europe/Vienna', '2026-10-25T01:00:00Z'],
  ['Asia/Jerusalem', '2026-03-27T00:00:00Z'],
  ['Asia/Jerusalem', '2026-10-24T23:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Asia/Beirut', '2026-03-28T22:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
];

interface LocalTime {
  readonly hour: number;
  readonly minute: number;
}

const dayOf = ({ year, month, day }: ReturnType<typeof wallTimeOf>) => Date.UTC(year, month - 1, day);

/**
 * The same by looking at the wall clock minute by minute. A day that skips the time has it as much later as the clock
 * was moved: so many minutes after the skip as the time lies after its beginning.
 */
function watchTheClock(now: number, time: LocalTime, weekdays: readonly number[], zone: string): number {
  const wanted = time.hour * 60 + time.minute;
  const shown = new Set<number>();
  let last = { day: dayOf(wallTimeOf(now - DAY, zone)), minutes: -1 };
  for (let at = Math.ceil((now - DAY) / MINUTE) * MINUTE; ; at += MINUTE) {
    const wall = wallTimeOf(at, zone);
    const minutes = wall.hour * 60 + wall.minute;
    const day = dayOf(wall);
    const isSkipped =
      day === last.day ? last.minutes < wanted && minutes > wanted && minutes - last.minutes > 1 : wanted < minutes;
    const isShown = minutes === wanted;
    if ((isShown || isSkipped) && !shown.has(day)) {
      shown.add(day);
      const before = day === last.day ? last.minutes + 1 : 0;
      const instant = isShown ? at : at + (wanted - before) * MINUTE;
      const isWanted = weekdays.length === 0 || weekdays.includes(new Date(day).getUTCDay());
      // The first days are watched only to know what was shown before now.
      if (isWanted && instant > now) return instant;
    }
    last = { day, minutes };
  }
}

test.each(CHANGES)(
  'the next time of day in %s around %s is the one that somebody who watches the clock sees',
  (zone, change) => {
    const changedAt = Date.parse(change);
    fc.assert(
      fc.property(
        fc.integer({ min: -3 * 24 * 60, max: 2 * 24 * 60 }),
        fc.oneof(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 3 })),
        fc.integer({ min: 0, max: 59 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
        (offset, hour, minute, weekdays) => {
          const now = changedAt + offset * MINUTE;
          const expected = watchTheClock(now, { hour, minute }, weekdays, zone);
          expect(new Date(nextLocalTime(now, { hour, minute }, weekdays, zone))).toEqual(new Date(expected));
        },
      ),
      { numRuns: 15 },
    );
  },
);

test('a time that the clock skips comes as much later, and one that it shows twice comes once', () => {
  const next = (now: string, hour: number, minute: number) =>
    new Date(nextLocalTime(Date.parse(now), { hour, minute }, [], 'Europe/Vienna')).toISOString();
  expect(next('2026-03-28T12:00:00Z', 2, 30)).toBe('2026-03-29T01:30:00.000Z');
  expect(next('2026-10-24T12:00:00Z', 2, 30)).toBe('2026-10-25T00:30:00.000Z');
  expect(next('2026-10-25T00:45:00Z', 2, 30)).toBe('2026-10-26T01:30:00.000Z');
});

test('only the days that were chosen count, today among them while the time is still to come', () => {
  const sunday = '2026-11-22T10:00:00Z';
  const next = (weekdays: number[], hour: number) =>
    new Date(nextLocalTime(Date.parse(sunday), { hour, minute: 0 }, weekdays, 'UTC')).toISOString();
  expect(next([0], 11)).toBe('2026-11-22T11:00:00.000Z');
  expect(next([0], 10)).toBe('2026-11-29T10:00:00.000Z');
  expect(next([3, 5], 9)).toBe('2026-11-25T09:00:00.000Z');
});
