import { wallClockOf, zoneShifts } from '../shared';

const DAY_MS = 86_400_000;

/** A date on a wall, as whole days since 1970-01-01: it has no time zone. */
export type WallDate = number;

/** All dates that a wall may show from an instant to another one, with two more on each side for what reaches over. */
export function datesBetween(from: number, to: number, timeZone: string): WallDate[] {
  const first = Math.floor(wallClockOf(from, timeZone) / DAY_MS) - 2;
  const last = Math.floor(wallClockOf(to, timeZone) / DAY_MS) + 2;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** `2026-11-28` */
export function toDateText(date: WallDate): string {
  return new Date(date * DAY_MS).toISOString().slice(0, 10);
}

/** Null where the text is no date that exists. */
export function parseDate(text: string): WallDate | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : at / DAY_MS;
}

/** As JavaScript counts them: Sunday is 0. */
export function weekdayOf(date: WallDate): number {
  return (((date + 4) % 7) + 7) % 7;
}

/**
 * The spans of instants in which the wall of a time zone shows a time of a date between two minutes of the day. None for
 * a time that a change of the clocks leaves out, two for one that comes twice.
 */
export function spansOnWall(
  date: WallDate,
  { from, to }: { readonly from: number; readonly to: number },
  timeZone: string,
): Array<{ from: number; to: number }> {
  const [begin, end] = [date * DAY_MS + from * 60_000, date * DAY_MS + to * 60_000];
  const spans: Array<{ from: number; to: number }> = [];
  let shiftEnd = Infinity;
  for (const shift of zoneShifts(timeZone)) {
    const span = { from: Math.max(begin - shift.ahead, shift.from), to: Math.min(end - shift.ahead, shiftEnd) };
    if (span.from < span.to) spans.unshift(span);
    if (shift.from < begin - 2 * DAY_MS) break;
    shiftEnd = shift.from;
  }
  return spans;
}

/** Some instant in the middle of a date on the wall of a time zone. */
export function noonOf(date: WallDate, timeZone: string): number {
  const [span] = spansOnWall(date, { from: 12 * 60, to: 13 * 60 }, timeZone);
  return span?.from ?? date * DAY_MS + DAY_MS / 2;
}
