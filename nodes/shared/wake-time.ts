import { instantOf, wallTimeOf, type WallTime } from './zoned-time';

export type WaitUnit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks';

/** A span of time; negative for "before". Days and weeks are the calendar's, so that a clock change moves no hour. */
export interface Span {
  amount: number;
  unit: WaitUnit;
}

export interface TimeOfDay {
  hour: number;
  minute: number;
}

const EXACT_MS = { seconds: 1000, minutes: 60_000, hours: 3_600_000 };
const DAY_MS = 86_400_000;
/** The end of JavaScript's calendar, less what time zones may add. */
const LAST_INSTANT = 8_640_000_000_000_000 - 2 * DAY_MS;
/** The same day of the week comes again within this many days, also where a zone left one out. */
const DAYS_AHEAD = 14;

/** An instant (epoch ms) moved by a span, in the calendar of a time zone; NaN beyond what a date can hold. */
export function moveBy(instant: number, { amount, unit }: Span, timeZone: string): number {
  if (unit === 'seconds' || unit === 'minutes' || unit === 'hours') return instant + amount * EXACT_MS[unit];
  const days = unit === 'weeks' ? amount * 7 : amount;
  if (Math.abs(instant + days * DAY_MS) > LAST_INSTANT) return Number.NaN;
  const wholeDays = Math.trunc(days);
  const wall = wallTimeOf(instant, timeZone);
  const moved = wholeDays === 0 ? instant : instantOf({ ...wall, day: wall.day + wholeDays }, timeZone);
  return moved + Math.round((days - wholeDays) * DAY_MS);
}

/** The same day of a time zone at a time of day. */
export function atTimeOfDay(instant: number, { hour, minute }: TimeOfDay, timeZone: string): number {
  return instantOf({ ...wallTimeOf(instant, timeZone), hour, minute, second: 0, millisecond: 0 }, timeZone);
}

/**
 * When a wait of a span from now ends. With a time of day it ends on the day that the span reaches; where that time has
 * gone by already (0 days at 09:00, asked at noon), on the next.
 */
export function wakeAfter(now: number, span: Span, timeOfDay: TimeOfDay | undefined, timeZone: string): number {
  const reached = moveBy(now, span, timeZone);
  if (!timeOfDay || Number.isNaN(reached)) return reached;
  const wake = atTimeOfDay(reached, timeOfDay, timeZone);
  if (wake > now) return wake;
  return atTimeOfDay(moveBy(reached, { amount: 1, unit: 'days' }, timeZone), timeOfDay, timeZone);
}

/** When a wait around a date ends, whether or not that has passed. */
export function wakeAround(date: number, span: Span, timeOfDay: TimeOfDay | undefined, timeZone: string): number {
  const reached = moveBy(date, span, timeZone);
  return timeOfDay && !Number.isNaN(reached) ? atTimeOfDay(reached, timeOfDay, timeZone) : reached;
}

/**
 * The next instant after now at which a clock of the time zone shows a time of day, on one of those days of the week
 * (0 for Sunday; none given stands for all). A time that a clock change skips is taken as that much later, and one that
 * happens twice comes at its first time only.
 */
export function nextLocalTime(
  now: number,
  timeOfDay: TimeOfDay,
  weekdays: readonly number[],
  timeZone: string,
): number {
  const today = wallTimeOf(now, timeZone);
  for (let later = 0; later <= DAYS_AHEAD; later += 1) {
    const wall = { ...today, ...timeOfDay, day: today.day + later, second: 0, millisecond: 0 };
    const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay();
    if (weekdays.length > 0 && !weekdays.includes(weekday)) continue;
    const instant = instantOf(wall, timeZone);
    if (instant > now) return instant;
  }
  return Number.NaN;
}

/**
 * The first anniversary of a date on which `wakeOf` lies after now. 29 February is 28 February in other years.
 * The span is counted from each anniversary: "3 days before the birthday" is right around New Year, too.
 */
export function nextAnniversary(
  date: number,
  now: number,
  timeZone: string,
  wakeOf: (anniversary: number) => number,
): number {
  const wall = wallTimeOf(date, timeZone);
  for (let year = Math.max(wall.year, wallTimeOf(now, timeZone).year - 1); ; year += 1) {
    const wake = wakeOf(instantOf(inYear(wall, year), timeZone));
    if (wake > now) return wake;
  }
}

function inYear(wall: WallTime, year: number): WallTime {
  const lastDay = new Date(Date.UTC(year, wall.month, 0)).getUTCDate();
  return { ...wall, year, day: Math.min(wall.day, lastDay) };
}
