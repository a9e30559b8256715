import { wallClockOf } from '../shared';

const DAY_MS = 86_400_000;

/** The days of the year (`MM-DD`) in a time zone from an instant on: that day and so many after it. */
export function anniversaryDays(asOf: number, count: number, timeZone: string): string[] {
  const today = wallClockOf(asOf, timeZone);
  const found = new Set<string>();
  for (let day = 0; day <= count; day++) {
    const date = new Date(today + day * DAY_MS);
    found.add(monthDayOf(date.getTime()));
    // Who was born on 29 February celebrates on the 28th in the years between.
    if (isLastOfFebruary(date)) found.add('02-29');
  }
  return [...found];
}

/** `MM-DD` of what a wall shows, as `wallClockOf` gives it. */
export const monthDayOf = (wall: number): string => new Date(wall).toISOString().slice(5, 10);

function isLastOfFebruary(date: Date): boolean {
  const tomorrow = new Date(date.getTime() + DAY_MS);
  return date.getUTCMonth() === 1 && tomorrow.getUTCMonth() === 2;
}
