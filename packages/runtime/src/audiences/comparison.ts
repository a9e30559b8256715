import { z } from 'zod';

import { instantOf as instantOfWall, wallTimeOf } from '../shared';
import { ZONE_FIELD, type ZoneOf } from './calendar';

/**
 * How a fact is compared. Texts are compared without regard to upper and lower case, instants as instants. The last four
 * count days from the instant that is asked about: `withinLastDays: 30` is the last thirty times 24 hours, and an
 * anniversary is a day of the calendar. A date without an offset is one of `zone`.
 */
export const OPERATORS = [
  'equals',
  'notEquals',
  'oneOf',
  'noneOf',
  'contains',
  'above',
  'atLeast',
  'below',
  'atMost',
  'before',
  'after',
  'exists',
  'missing',
  'withinLastDays',
  'olderThanDays',
  'withinNextDays',
  'anniversaryWithinDays',
] as const;

export type Operator = (typeof OPERATORS)[number];
export type Scalar = string | number | boolean;

export interface Comparison {
  readonly operator: Operator;
  /** A list for `oneOf` and `noneOf`; nothing for `exists` and `missing`; one value for all others. */
  readonly value?: Scalar | readonly Scalar[];
  /** Where the days are that dates mean: in the workspace's time zone where left out. */
  readonly zone?: ZoneOf;
}

const scalar = z.union([z.string(), z.number().finite(), z.boolean()]);

/** The fields of a comparison in a zod object. Whether operator and value go together is asked by `problemOfValue`. */
export const COMPARISON_FIELDS = {
  operator: z.enum(OPERATORS),
  value: z.union([scalar, z.array(scalar).min(1).max(500)]).optional(),
  ...ZONE_FIELD,
};

const ARE_NUMBERS: readonly Operator[] = ['above', 'atLeast', 'below', 'atMost'];
const ARE_DAYS: readonly Operator[] = ['withinLastDays', 'olderThanDays', 'withinNextDays', 'anniversaryWithinDays'];

/** Operators whose answer changes by itself as time goes by. */
export const isRelative = ({ operator }: Comparison): boolean => ARE_DAYS.includes(operator);

/** What is wrong with a value for its operator; undefined where nothing is. */
export function problemOfValue({ operator, value }: Comparison): string | undefined {
  if (operator === 'exists' || operator === 'missing') {
    return value === undefined ? undefined : `must be left out with "${operator}"`;
  }
  if (value === undefined) return `is missing: "${operator}" compares with something`;
  if (operator === 'oneOf' || operator === 'noneOf') {
    return Array.isArray(value) ? undefined : `must be a list with "${operator}"`;
  }
  if (typeof value === 'object') return `must be one value with "${operator}"`;
  if (ARE_NUMBERS.includes(operator)) return isNumeric(value) ? undefined : `must be a number with "${operator}"`;
  if (ARE_DAYS.includes(operator)) return problemOfDays(operator, value);
  if (operator !== 'before' && operator !== 'after') return undefined;
  return Number.isNaN(new Date(instantOf(value, 'UTC')).getTime())
    ? `must be an ISO 8601 instant with "${operator}"`
    : undefined;
}

function problemOfDays(operator: Operator, value: Scalar): string | undefined {
  const most = operator === 'anniversaryWithinDays' ? 365 : 36_500;
  const isDays = isNumeric(value) && Number(value) >= 0 && Number(value) <= most;
  return isDays ? undefined : `must be a number of days from 0 to ${most} with "${operator}"`;
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?\s*$/i;

/** Whether a value is a number, or a text that is written like one. */
export const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && NUMBER.test(value);

/** NaN, which compares with nothing, where it is no number. */
export const numberOf = (value: unknown): number => (isNumeric(value) ? Number(value) : Number.NaN);

const ISO =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/** UTC epoch ms of a value that facts are compared with; NaN where it is none. Without an offset a wall of the zone is meant. */
export function instantOf(value: unknown, timeZone: string): number {
  if (typeof value === 'number') return value;
  const text = String(value).trim();
  const found = ISO.exec(text);
  if (!found || found.groups?.zone !== undefined) return Date.parse(text);
  return instantOfWall(wallTimeOf(wallIn(text), 'UTC'), timeZone);
}

/** What a fact says of when. */
export interface FactInstant {
  /** UTC epoch ms; of a wall, the epoch ms at which a wall in UTC shows the same. */
  readonly at: number;
  /** Whether it is a date, or a date and a time of day, of no zone: it comes everywhere when the wall shows it. */
  readonly isWall: boolean;
}

/** Of a fact only what is written as ISO 8601, or as epoch ms, is an instant; NaN for all else. */
export function instantOfFact(fact: unknown): FactInstant {
  if (typeof fact === 'number') return { at: fact, isWall: false };
  const text = String(fact);
  const found = ISO.exec(text);
  if (found) {
    const isWall = found.groups?.zone === undefined;
    return { at: isWall ? wallIn(text) : Date.parse(text), isWall };
  }
  return { at: /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN, isWall: false };
}

/** JavaScript reads a date as one of UTC, and a date with a time of day as one of this machine's zone. */
const wallIn = (text: string): number => Date.parse(text.length > 10 ? `${text}Z` : text);

/** The values that a comparison names, as a list. */
export function wantedOf({ value }: Comparison): readonly Scalar[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}
