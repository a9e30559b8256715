import { DATABASE_NOW, type Transaction } from '../../db';
import type { Duration } from '../../shared';

interface Lease {
  readonly owner: string;
  /** UTC epoch ms: what is due by then is taken. */
  readonly now: number;
  readonly lasts: Duration;
}

/** Postgres only: on SQLite one process has all. */
const NOW = DATABASE_NOW.postgres;

/** Nobody holds it, or whoever did says nothing more. */
export const UNLEASED = `(lease_until IS NULL OR lease_until <= ${NOW})`;

export interface Leased {
  readonly id: number;
  readonly attempts: number;
}

/**
 * Postgres only: takes executions for one process. What another one holds, or takes at this moment, is passed by. One
 * whose lease ran out was in the hands of a process that died or hangs: that counts as an attempt.
 */
export async function takeLeases(tx: Transaction, ids: readonly number[], lease: Lease): Promise<Leased[]> {
  const { owner, now, lasts } = lease;
  return await tx.all<Leased>(
    `UPDATE execution SET lease_owner = ?, lease_until = ${NOW} + ?, attempts = attempts + CASE WHEN lease_owner IS NULL THEN 0 ELSE 1 END
     WHERE id IN (
       SELECT id FROM execution WHERE id IN (${placesFor(ids)}) AND wake_at <= ? AND ${UNLEASED}
       FOR UPDATE SKIP LOCKED
     )
     RETURNING id, attempts`,
    [owner, lasts.milliseconds, ...ids, now],
  );
}

/** Keeps what is still being worked on. */
export async function renewLeases(
  tx: Transaction,
  ids: readonly number[],
  { owner, lasts }: Omit<Lease, 'now'>,
): Promise<void> {
  if (ids.length === 0) return;
  const mine = `lease_owner = ? AND id IN (${placesFor(ids)})`;
  await tx.run(`UPDATE execution SET lease_until = ${NOW} + ? WHERE ${mine}`, [lasts.milliseconds, owner, ...ids]);
}

/** Ends the leases that an earlier process of the same name left behind: nobody works on these. */
export async function endLeasesOf(tx: Transaction, owner: string): Promise<void> {
  await tx.run('UPDATE execution SET lease_until = 0 WHERE lease_owner = ? AND stopped_at IS NULL', [owner]);
}

/** Gives back what was not begun, without counting it as an attempt. */
export async function returnLeases(tx: Transaction, ids: readonly number[], owner: string): Promise<void> {
  if (ids.length === 0) return;
  const mine = `lease_owner = ? AND id IN (${placesFor(ids)})`;
  await tx.run(`UPDATE execution SET lease_owner = NULL, lease_until = NULL WHERE ${mine}`, [owner, ...ids]);
}

const placesFor = (ids: readonly number[]): string => ids.map(() => '?').join(', ');
