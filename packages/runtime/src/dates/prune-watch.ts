import type { Transaction } from '../db';

const STEP = 1_000;

/** Deletes what is left of a watch that nobody wants any more, in small steps. @returns whether nothing is left to do */
export async function pruneWatch(tx: Transaction, id: number): Promise<boolean> {
  // Whoever wants it again meanwhile waits for this step.
  const retired = await tx.run(
    'UPDATE date_watch SET retired_at = retired_at WHERE id = ? AND retired_at IS NOT NULL',
    [id],
  );
  if (retired === 0) return true;
  const deleted = await tx.run(
    `DELETE FROM date_due WHERE watch = ? AND contact IN (SELECT contact FROM date_due WHERE watch = ? ORDER BY contact LIMIT ${STEP})`,
    [id, id],
  );
  if (deleted === STEP) return false;
  await tx.run('DELETE FROM date_watch WHERE id = ?', [id]);
  return true;
}
