import type { ClockJump, Queries, Transaction } from '../../db';

/** How many of the newest executions tell what the clock showed last. */
const NEWEST = 1_000;

/** The latest instant (UTC epoch ms) at which one of the newest executions was entered; undefined without any. */
export async function latestStart(queries: Queries): Promise<number | undefined> {
  const row = await queries.get<{ latest: number | null }>(
    `SELECT MAX(started_at) AS latest FROM (SELECT started_at FROM execution ORDER BY id DESC LIMIT ${NEWEST}) AS newest`,
  );
  return row?.latest ?? undefined;
}

/** Makes due what was due at once before the clock was set back: entries, and waits that an event has ended. */
export async function makeDueAfterJump(tx: Transaction, { now, latest }: ClockJump): Promise<void> {
  await tx.run(
    `UPDATE execution SET wake_at = ? WHERE wake_at > ? AND wake_at <= ?
       AND (status = 'new' OR (status = 'waiting' AND wake_by LIKE '%"event":%'))`,
    [now, now, latest],
  );
}
