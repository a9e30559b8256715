import { matchesTrigger, type FieldFilter, type StoredEvent, type TriggerFilter } from '../events';
import { compare } from './compare';
import { OPERATORS, problemOfValue, type Comparison, type Operator } from './comparison';
import { valueAt } from './value-at';

/**
 * Whether an event is what a trigger waits for, its own fields included. Pure, and the same for a journey and for a
 * subscription. Days are counted back from the instant at which the event was received; a
 * date without an offset is one of UTC. An operator that nobody knows lets
 * nothing through: better no message than one to everybody.
 */
export function fulfilsTrigger(filter: TriggerFilter, event: StoredEvent): boolean {
  return matchesTrigger(filter, event) && (filter.fields ?? []).every((field) => holds(field, event));
}

function holds({ field, only, ...asked }: FieldFilter, event: StoredEvent): boolean {
  if (only && !only.includes(event.type)) return true;
  const comparison = comparisonOf(asked);
  return comparison !== undefined && compare(valuesAt(event, field), comparison, event.receivedAt, 'UTC');
}

function valuesAt({ payload }: StoredEvent, field: FieldFilter['field']): unknown {
  return typeof field === 'string' ? valueAt(payload, field) : field.map((path) => valueAt(payload, path) ?? []);
}

function comparisonOf({ operator, value }: Pick<FieldFilter, 'operator' | 'value'>): Comparison | undefined {
  if (!OPERATORS.includes(operator as Operator)) return undefined;
  return { operator: operator as Operator, ...(value !== undefined && { value }) };
}

/** What is wrong with a comparison that came from outside; undefined where nothing is. */
export function problemOfComparison(asked: Pick<FieldFilter, 'operator' | 'value'>): string | undefined {
  const comparison = comparisonOf(asked);
  if (!comparison) return `operator must be one of ${OPERATORS.join(', ')}`;
  const problem = problemOfValue(comparison);
  return problem === undefined ? undefined : `value ${problem}`;
}
