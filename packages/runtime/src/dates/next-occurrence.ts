import type { DateSpec } from '../events';
import { instantOf, wallTimeOf } from '../shared';
import { daysIn, type Day } from './read-day';

/** One of the instants at which a date of a contact is reached. */
export interface Occurrence {
  /** UTC epoch ms. */
  readonly dueAt: number;
  /** `2026` of a yearly one, `2026-05` of a monthly one, else the date: what happens once for each. */
  readonly name: string;
  /** YYYY-MM-DD: the day itself, without the offset. */
  readonly on: string;
  /** Since the date itself; null where its year is not known. */
  readonly years: number | null;
}

interface Candidate extends Pick<Occurrence, 'name' | 'years'> {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The first occurrence after an instant (UTC epoch ms); undefined where there is none any more. An anniversary of what
 * happened (registration, orders) begins a year, or a month, later; a date that somebody wrote down counts itself.
 */
export function nextOccurrence(spec: DateSpec, date: Day, timeZone: string, after: number): Occurrence | undefined {
  for (const candidate of candidatesOf(spec, date, wallTimeOf(after, timeZone))) {
    const { year, month, day, ...rest } = candidate;
    const dueAt = instantOf({ ...moved(candidate, spec.offset), ...midnight, ...spec.timeOfDay }, timeZone);
    if (dueAt > after) return { dueAt, ...rest, on: isoOf(year, month, day) };
  }
  return undefined;
}

const midnight = { second: 0, millisecond: 0 };

/** In the order in which they come, from before `from` on: an offset may move one to where it is looked for. */
function candidatesOf(spec: DateSpec, date: Day, from: { year: number; month: number }): Candidate[] {
  switch (spec.repeat) {
    case 'yearly':
      return yearly(spec, date, from.year);
    case 'monthly':
      return monthly(spec, date, from.year * 12 + from.month - 1);
    case 'once':
      return once(date, from.year);
  }
}

/** How many years, or months, after the date it is celebrated first. */
const firstOf = ({ field }: DateSpec): number => (field.startsWith('attributes.') ? 0 : 1);

function yearly(spec: DateSpec, date: Day, thisYear: number): Candidate[] {
  const back = Math.ceil(spanInMonths(spec) / 12) + 1;
  const first = date.year === null ? -Infinity : date.year + firstOf(spec);
  const begin = Math.max(first, thisYear - back);
  return range(begin, Math.max(begin, thisYear + back)).map((year) => ({
    ...celebrated(year, date, spec),
    name: String(year),
    years: date.year === null ? null : year - date.year,
  }));
}

function monthly(spec: DateSpec, date: Day, thisMonth: number): Candidate[] {
  const back = spanInMonths(spec) + 1;
  const first = date.year === null ? -Infinity : date.year * 12 + date.month - 1 + firstOf(spec);
  const begin = Math.max(first, thisMonth - back);
  return range(begin, Math.max(begin, thisMonth + back)).map((index) => {
    const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
    const day = Math.min(date.day, daysIn(year, month));
    const years = date.year === null ? null : Math.floor((index - date.year * 12 - date.month + 1) / 12);
    return { year, month, day, name: isoOf(year, month, day).slice(0, 7), years };
  });
}

/** A day without a year comes once, too: the next time. */
function once({ year, month, day }: Day, thisYear: number): Candidate[] {
  if (year !== null) return [{ year, month, day, name: isoOf(year, month, day), years: 0 }];
  return range(thisYear - 1, thisYear + 2).map((each) => ({
    ...{ year: each, month, day: Math.min(day, daysIn(each, month)) },
    name: isoOf(0, month, day).slice(5),
    years: null,
  }));
}

function celebrated(year: number, { month, day }: Day, { leapDay }: DateSpec) {
  if (day <= daysIn(year, month)) return { year, month, day };
  return leapDay === 'march1' ? { year, month: 3, day: 1 } : { year, month: 2, day: 28 };
}

function moved({ year, month, day }: Candidate, { amount, unit }: DateSpec['offset']) {
  if (unit === 'days') return { year, month, day: day + amount };
  const index = year * 12 + month - 1 + amount;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return { year: toYear, month: toMonth, day: Math.min(day, daysIn(toYear, toMonth)) };
}

/** Rounded up. */
const spanInMonths = ({ offset: { amount, unit } }: DateSpec): number =>
  Math.ceil(Math.abs(unit === 'days' ? amount / 28 : amount));

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const isoOf = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
