import { days } from '../shared';
import { anniversaryDays } from './anniversary';
import { instantOf, instantOfFact, isNumeric, numberOf, wantedOf, type Comparison, type Scalar } from './comparison';

/**
 * Whether a fact in hand compares as wanted: a field of an event. What is stored is compared in SQL (compare-sql.ts), by
 * the same rules. What is not there (undefined, null, an empty text or list) only is `missing`, and is `notEquals` and
 * `noneOf` everything. A list holds what one of its members holds.
 */
export function compare(actual: unknown, comparison: Comparison, asOf: number): boolean {
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
      return facts.some((fact) => isInOrder(fact, comparison, asOf));
  }
}

function isInOrder(fact: unknown, { operator, value }: Comparison, asOf: number): boolean {
  const span = days(numberOf(value)).milliseconds;
  const instant = instantOfFact(fact);
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
      return instant < instantOf(value);
    case 'after':
      return instant > instantOf(value);
    case 'withinLastDays':
      return instant > asOf - span && instant <= asOf;
    case 'olderThanDays':
      return instant <= asOf - span;
    case 'withinNextDays':
      return instant > asOf && instant <= asOf + span;
    default:
      return Number.isFinite(instant) && anniversaryDays(asOf, numberOf(value)).includes(monthDayOf(instant));
  }
}

const monthDayOf = (instant: number): string => new Date(instant).toISOString().slice(5, 10);

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
