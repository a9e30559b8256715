import type { entities, Queries } from '../../db';

export type StoredReturn = Pick<entities.MessageReturn, 'kind' | 'provider' | 'code' | 'text' | 'at' | 'recordedAt'>;

/** What was told of a message, in the order in which it was heard. */
export async function returnsOf(queries: Queries, message: string): Promise<StoredReturn[]> {
  return await queries.all<StoredReturn>(
    `SELECT kind, provider, code, text, at, recorded_at AS "recordedAt" FROM message_return WHERE message = ?
      ORDER BY recorded_at, at, notice`,
    [message],
  );
}
