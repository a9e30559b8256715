import type { Queries, Transaction } from '../../db';

/** How far the interests of a workspace were read from the log. Instants are UTC epoch ms. */
export interface Fill {
  readonly workspace: number;
  readonly days: number;
  readonly begunAt: number;
  /** Events up to this id have been read; null before the first step. */
  readonly afterEvent: number | null;
  readonly endedAt: number | null;
}

export async function readFills(queries: Queries): Promise<Fill[]> {
  return await queries.all<Fill>(
    `SELECT workspace, days, begun_at AS "begunAt", after_event AS "afterEvent", ended_at AS "endedAt" FROM interest_fill`,
  );
}

/** Begins to read, or begins anew to read further back. */
export async function beginFill(tx: Transaction, workspace: number, days: number, now: number): Promise<void> {
  await tx.run(
    `INSERT INTO interest_fill (workspace, days, begun_at) VALUES (?, ?, ?)
      ON CONFLICT (workspace) DO UPDATE SET days = excluded.days, begun_at = excluded.begun_at, after_event = NULL,
        ended_at = NULL WHERE interest_fill.days < excluded.days`,
    [workspace, days, now],
  );
}

export async function advanceFill(tx: Transaction, workspace: number, afterEvent: number): Promise<void> {
  await tx.run('UPDATE interest_fill SET after_event = ? WHERE workspace = ?', [afterEvent, workspace]);
}

export async function endFill(tx: Transaction, workspace: number, now: number): Promise<void> {
  await tx.run('UPDATE interest_fill SET ended_at = ? WHERE workspace = ?', [now, workspace]);
}

/** Nobody asks any more: what happens from now on is not kept, and is read from the log when somebody asks again. */
export async function forgetFill(tx: Transaction, workspace: number): Promise<void> {
  await tx.run('DELETE FROM interest_fill WHERE workspace = ?', [workspace]);
}
