import type { Queries } from '../db';
import {
  matchesTrigger,
  triggeringTypes,
  typesWaitedFor,
  type FieldFilter,
  type StoredEvent,
  type TriggerFilter,
} from '../events';
import { isTimeZone } from '../shared';
import { zoneFor, type Calendar } from './calendar';
import { compare } from './compare';
import { OPERATORS, problemOfValue, type Comparison, type Operator } from './comparison';
import { COUNTING_DAYS } from './looks-at-days';
import { zoneOfWorkspace } from './read-calendar';
import { valueAt } from './value-at';

/**
 * Whether an event is what a trigger waits for, its own fields included. Pure, and the same for a journey and for a
 * subscription. Days are counted back from the instant at which the event was received; a
 * date without an offset is one of the zone that the filter names. An operator that nobody knows lets
 * nothing through: better no message than one to everybody.
 * @param calendar what `calendarOf` found
 */
export function fulfilsTrigger(filter: TriggerFilter, event: StoredEvent, calendar?: Calendar): boolean {
  return matchesTrigger(filter, event) && (filter.fields ?? []).every((field) => holds(field, event, calendar));
}

/** The zones in which triggers count the days of an event's fields; undefined where none counts any: then nothing is read. */
export async function calendarOf(
  queries: Queries,
  filters: readonly TriggerFilter[],
  { workspace, type, payload }: StoredEvent,
): Promise<Calendar | undefined> {
  const names = typesWaitedFor({ type });
  const counts = ({ events, fields = [] }: TriggerFilter): boolean =>
    fields.some(({ operator }) => COUNTING_DAYS.includes(operator)) &&
    triggeringTypes(events).some((each) => names.includes(each));
  if (!filters.some(counts)) return undefined;
  const zone = await zoneOfWorkspace(queries, workspace);
  const own = payload.contact?.timeZone;
  return { workspace: zone, contact: isTimeZone(own) ? own : zone };
}

function holds({ field, only, zone, ...asked }: FieldFilter, event: StoredEvent, calendar?: Calendar): boolean {
  if (only && !only.includes(event.type)) return true;
  const comparison = comparisonOf(asked);
  const timeZone = zoneFor(zone, calendar);
  return comparison !== undefined && compare(valuesAt(event, field), comparison, event.receivedAt, timeZone);
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
