import { wallTimeOf } from '../shared';

/** A day of the calendar. Months count from 1. */
export interface Day {
  /** Null of a birthday whose year nobody told. */
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** A date, a date with a time of day of no zone, or one with an offset. */
const ISO =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?<time>[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?<offset>Z|[+-]\d{2}:\d{2})?)?$/;
/** As vCards write a birthday without its year: --05-14. */
const WITHOUT_YEAR = /^(?:--)?(?<month>\d{2})-(?<day>\d{2})$/;

/**
 * The day that a field of a contact means; undefined where it means none. What has an offset, and epoch milliseconds,
 * are instants: their day is what a calendar in the time zone shows then. 30 February is no day.
 */
export function readDay(value: unknown, timeZone: string): Day | undefined {
  if (typeof value === 'number') return dayAt(value, timeZone);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const short = WITHOUT_YEAR.exec(text)?.groups;
  if (short) return checked({ year: null, month: Number(short.month), day: Number(short.day) });
  const found = ISO.exec(text)?.groups;
  if (!found) return undefined;
  if (found.offset !== undefined) return dayAt(Date.parse(text), timeZone);
  return checked({ year: Number(found.year), month: Number(found.month), day: Number(found.day) });
}

function dayAt(instant: number, timeZone: string): Day | undefined {
  if (Number.isNaN(new Date(instant).getTime())) return undefined;
  const { year, month, day } = wallTimeOf(instant, timeZone);
  return { year, month, day };
}

/** A year that is not known may be a leap year. */
function checked(day: Day): Day | undefined {
  const isMonth = day.month >= 1 && day.month <= 12;
  return isMonth && day.day >= 1 && day.day <= daysIn(day.year ?? 2000, day.month) ? day : undefined;
}

/** How many days a month has; months count from 1 and may lie beyond the year. */
export const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
