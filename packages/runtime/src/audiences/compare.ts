import type { Comparison, Scalar } from './condition';

/**
 * Whether a fact compares as wanted. What is not there (undefined, null, an empty text or list) only is `missing`, and
 * is `notEquals` and `noneOf` everything. A list holds what one of its members holds.
 */
export function compare(actual: unknown, { operator, value }: Comparison): boolean {
  const facts = factsOf(actual);
  switch (operator) {
    case 'exists':
      return facts.length > 0;
    case 'missing':
      return facts.length === 0;
    case 'notEquals':
    case 'noneOf':
      return !facts.some((fact) => wanted(value).some((one) => isSame(fact, one)));
    case 'equals':
    case 'oneOf':
      return facts.some((fact) => wanted(value).some((one) => isSame(fact, one)));
    case 'contains':
      return facts.some((fact) => wanted(value).some((one) => textOf(fact).includes(textOf(one))));
    case 'above':
      return facts.some((fact) => numberOf(fact) > numberOf(value));
    case 'atLeast':
      return facts.some((fact) => numberOf(fact) >= numberOf(value));
    case 'below':
      return facts.some((fact) => numberOf(fact) < numberOf(value));
    case 'atMost':
      return facts.some((fact) => numberOf(fact) <= numberOf(value));
    case 'before':
      return facts.some((fact) => instantOf(fact) < instantOf(value));
    case 'after':
      return facts.some((fact) => instantOf(fact) > instantOf(value));
  }
}

function factsOf(actual: unknown): unknown[] {
  if (Array.isArray(actual)) return actual.flatMap(factsOf);
  return actual === undefined || actual === null || actual === '' ? [] : [actual];
}

function wanted(value: Comparison['value']): readonly Scalar[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

const textOf = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim().toLowerCase();

/** 49.9 and "49.90" are the same number; "007" and "7" are, too. */
function isSame(fact: unknown, value: Scalar): boolean {
  if (textOf(fact) === textOf(value)) return true;
  return (typeof fact === 'number' || typeof value === 'number') && numberOf(fact) === numberOf(value);
}

/** NaN, which compares with nothing, where it is no number. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

const instantOf = (value: unknown): number => (typeof value === 'number' ? value : Date.parse(String(value)));
