import { days, wallClockOf } from '../shared';
import { anniversaryDays, monthDayOf } from './anniversary';
import {
  instantOf,
  instantOfFact,
  isNumeric,
  numberOf,
  wantedOf,
  type Comparison,
  type Operator,
  type Scalar,
} from './comparison';

/**
 * Whether a fact in hand compares as wanted: a field of an event. What is stored is compared in SQL (compare-sql.ts), by
 * the same rules. What is not there (undefined, null, an empty text or list) only is `missing`, and is `notEquals` and
 * `noneOf` everything. A list holds what one of its members holds.
 * @param timeZone where the days are that dates mean
 */
export function compare(actual: unknown, comparison: Comparison, asOf: number, timeZone: string): boolean {
  const facts = factsOf(actual);
  const values = wantedOf(comparison);
  switch (comparison.operator) {
    case 'exists':
      return facts.length > 0;
    case 'missing':
      return facts.length === 0;
    case 'notEquals':
    case 'noneOf':
      return !facts.some((fact) => values.some((one) => isSame(fact, one)));
    case 'equals':
    case 'oneOf':
      return facts.some((fact) => values.some((one) => isSame(fact, one)));
    case 'contains':
      return facts.some((fact) => values.some((one) => textOf(fact).includes(textOf(one))));
    default:
      return facts.some((fact) => isInOrder(fact, comparison, asOf, timeZone));
  }
}

function isInOrder(fact: unknown, { operator, value }: Comparison, asOf: number, timeZone: string): boolean {
  const span = days(numberOf(value)).milliseconds;
  const { at, isWall } = instantOfFact(fact);
  if (!Number.isFinite(at) && !ARE_OF_NUMBERS.includes(operator)) return false;
  /** What a wall shows is compared with what the wall shows then. */
  const bound = (instant: number): number => (isWall ? wallClockOf(instant, timeZone) : instant);
  switch (operator) {
    case 'above':
      return numberOf(fact) > numberOf(value);
    case 'atLeast':
      return numberOf(fact) >= numberOf(value);
    case 'below':
      return numberOf(fact) < numberOf(value);
    case 'atMost':
      return numberOf(fact) <= numberOf(value);
    case 'before':
      return at < bound(instantOf(value, timeZone));
    case 'after':
      return at > bound(instantOf(value, timeZone));
    case 'withinLastDays':
      return at > bound(asOf - span) && at <= bound(asOf);
    case 'olderThanDays':
      return at <= bound(asOf - span);
    case 'withinNextDays':
      return at > bound(asOf) && at <= bound(asOf + span);
    default:
      return anniversaryDays(asOf, numberOf(value), timeZone).includes(
        monthDayOf(isWall ? at : wallClockOf(at, timeZone)),
      );
  }
}

const ARE_OF_NUMBERS: readonly Operator[] = ['above', 'atLeast', 'below', 'atMost'];

function factsOf(actual: unknown): unknown[] {
  if (Array.isArray(actual)) return actual.flatMap(factsOf);
  return actual === undefined || actual === null || actual === '' ? [] : [actual];
}

const textOf = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim().toLowerCase();

/** 49.9 and "49.90" are the same number; "007" and "7" are, too. */
function isSame(fact: unknown, value: Scalar): boolean {
  return textOf(fact) === textOf(value) || (isNumeric(value) && numberOf(fact) === numberOf(value));
}
