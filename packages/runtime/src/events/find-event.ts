import type { Queries } from '../db';
import { EVENT_COLUMNS, toEvent, type EventRow } from './event-log';
import type { StoredEvent } from './stored-event';

/** The event with an id, in whatever workspace: for those who keep its id themselves. */
export async function findEvent(queries: Queries, id: number): Promise<StoredEvent | undefined> {
  const row = await queries.get<EventRow>(`SELECT ${EVENT_COLUMNS} FROM event WHERE id = ?`, [id]);
  return row && toEvent(row);
}
