import { readContact, valueAt } from '../../audiences';
import type { Queries } from '../../db';
import { EVENT_TYPES, eventsOfContact, type StoredEvent } from '../../events';
import type { DateField } from './wait-arm';

const ORDER_EVENTS = EVENT_TYPES.filter((type) => type.startsWith('order.'));

/** What a date field says now. Pass the transaction to see what it has already written. */
export async function readDateField(
  queries: Queries,
  whose: { readonly workspace: number; readonly contact: number },
  field: DateField,
): Promise<unknown> {
  if (field.of === 'contact') return valueAt(await readContact(queries, whose), field.path);
  const events = await eventsOfContact(queries, whose.contact, { types: ORDER_EVENTS, from: {} });
  const newest = events.findLast((event) => isAbout(event, field.order));
  return valueAt(newest?.payload, field.path);
}

/** Whether an event may have changed a date field. */
export function mayChange(field: DateField, event: StoredEvent): boolean {
  return field.of === 'contact' || isAbout(event, field.order);
}

function isAbout({ payload }: StoredEvent, order: string): boolean {
  return payload.order?.id === order;
}
