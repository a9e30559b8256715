import type { Queries } from '../../db';
import { EXECUTION_ROW, type ExecutionRow } from '../execution-row';

/**
 * The executions that are due, longest due first. Claiming writes nothing: what is in hand is remembered by the one
 * process that works on this database, and a crash leaves each row as due as it was.
 * @param inHand ids that are being worked on; they are still due in the table
 * @param only where given, no others are claimed
 */
export async function claimDue(
  queries: Queries,
  { now, limit, inHand, only }: { now: number; limit: number; inHand: ReadonlySet<number>; only?: ReadonlySet<number> },
): Promise<ExecutionRow[]> {
  const rows = await queries.all<ExecutionRow>(
    `${EXECUTION_ROW} WHERE execution.wake_at <= ?${among('execution.id', only)} ORDER BY execution.wake_at, execution.id LIMIT ?`,
    [now, limit + inHand.size],
  );
  return rows.filter(({ id }) => !inHand.has(id)).slice(0, limit);
}

/** When the next execution falls due (UTC epoch ms), leaving out those in hand; undefined when none waits for a time. */
export async function nextDueAt(
  queries: Queries,
  inHand: ReadonlySet<number>,
  only?: ReadonlySet<number>,
): Promise<number | undefined> {
  const rows = await queries.all<{ id: number; wake_at: number }>(
    `SELECT id, wake_at FROM execution WHERE wake_at IS NOT NULL${among('id', only)} ORDER BY wake_at, id LIMIT ?`,
    [inHand.size + 1],
  );
  return rows.find(({ id }) => !inHand.has(id))?.wake_at;
}

function among(column: string, ids: ReadonlySet<number> | undefined): string {
  return ids ? ` AND ${column} IN (${[...ids].join(', ') || 'NULL'})` : '';
}
