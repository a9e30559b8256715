import type { Queries } from '../../db';

/** The messages of one sender: they are sent beside those of others, and fail without them. */
export interface LaneKey {
  /** Null: the mail server of the environment. */
  readonly sender: string | null;
  /** Changes with the sender's settings; empty for the environment's. */
  readonly version: string;
}

/** Of a sender `s`: another one whenever its settings, or the credential that it uses, are not what they were. */
const SENDER_VERSION = `CAST(s.revision AS TEXT) || ':' || COALESCE((SELECT CAST(c.updated_at AS TEXT) FROM credential c
  WHERE c.id = s.credential), '')`;

/** The lanes in which messages are due. One look at the index for each sender, however many messages wait. */
export async function dueLanes(queries: Queries, now: number): Promise<LaneKey[]> {
  return await queries.all<LaneKey>(
    `SELECT s.id AS sender, ${SENDER_VERSION} AS version FROM sender s WHERE EXISTS
       (SELECT 1 FROM message m WHERE m.sender_id = s.id AND m.due_at IS NOT NULL AND m.due_at <= ? AND m.status = 'queued')
     UNION ALL SELECT NULL AS sender, '' AS version WHERE EXISTS
       (SELECT 1 FROM message m WHERE m.sender_id IS NULL AND m.due_at IS NOT NULL AND m.due_at <= ? AND m.status = 'queued')`,
    [now, now],
  );
}
