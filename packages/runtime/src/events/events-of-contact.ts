import type { Queries } from '../db';
import { EVENT_COLUMNS, toEvent, type EventRow } from './event-log';
import type { StoredEvent } from './stored-event';

/** From where on events count: those after an event (by id), and those received from an instant on (UTC epoch ms). */
export interface EventsFrom {
  readonly after?: number;
  readonly receivedAt?: number;
}

/** What happened to a contact, oldest first. Types as in a TriggerFilter. */
export async function eventsOfContact(
  queries: Queries,
  contact: number,
  { types, from }: { readonly types: readonly string[]; readonly from: EventsFrom },
): Promise<StoredEvent[]> {
  const stored = [...new Set(types.map((type) => (type === 'order.first_purchase' ? 'order.placed' : type)))];
  if (stored.length === 0) return [];
  const rows = await queries.all<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE contact = ? AND type IN (${stored.map(() => '?').join(', ')}) AND id > ? AND received_at >= ?
      ORDER BY id`,
    [contact, ...stored, from.after ?? 0, from.receivedAt ?? 0],
  );
  return rows.map(toEvent);
}
