import { DateTime, Duration, Interval } from 'luxon';

import type { Result } from './expression-bed';

/** A result as text, with what JSON leaves out, to compare two engines by. */
export function readable(result: Result): string {
  return 'error' in result ? `error: ${result.error}` : describe(result.value);
}

function describe(value: unknown): string {
  if (DateTime.isDateTime(value))
    return `DateTime ${value.toISO() ?? value.invalidReason ?? ''} ${value.zoneName ?? ''}`;
  if (Duration.isDuration(value)) return `Duration ${JSON.stringify(value.toObject())}`;
  if (Interval.isInterval(value)) return `Interval ${value.toISO()}`;
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (value instanceof RegExp) return `RegExp ${value.source}`;
  if (value instanceof Set) return `Set ${describe([...(value as Set<unknown>)])}`;
  if (value instanceof Map) return `Map ${describe([...(value as Map<unknown, unknown>)])}`;
  if (Array.isArray(value)) return `[${Array.from(value, describe).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, part]) => `${key}: ${describe(part)}`)
      .join(', ')}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  return Object.is(value, -0) ? '-0' : String(value);
}
