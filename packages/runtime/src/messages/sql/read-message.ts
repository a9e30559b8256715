import type { entities, Queries } from '../../db';
import { MESSAGE_COLUMNS } from '../message-row';

/** A message as it is stored; undefined where there is none. */
export async function readMessage(queries: Queries, id: string): Promise<entities.Message | undefined> {
  return await queries.get<entities.Message>(`SELECT ${MESSAGE_COLUMNS} FROM message WHERE id = ?`, [id]);
}
