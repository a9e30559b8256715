import { DATABASE_NOW, type Transaction } from '../../db';

export const IN_DOUBT =
  'The process ended while this message was being handed over, so it may have been sent. It is not sent again by itself.';

/**
 * The messages that an earlier process of this name left in the middle of being sent, and those that other processes
 * have left for long: their clocks may differ, so that the database's counts. `due_at` is kept while a message is being sent, so that the index finds them.
 */
export async function findLeftBehind(tx: Transaction, owner: string): Promise<Array<{ id: string; isOwn: boolean }>> {
  const rows = await tx.all<{ id: string; owner: string | null }>(
    `SELECT id, lease_owner AS owner FROM message WHERE due_at IS NOT NULL AND status = 'sending'
     AND (lease_owner IS NULL OR lease_owner = ? OR lease_until <= ${DATABASE_NOW[tx.dialect]})`,
    [owner],
  );
  return rows.map((row) => ({ id: row.id, isOwn: row.owner === owner }));
}

export async function markUncertain(tx: Transaction, id: string): Promise<void> {
  await tx.run(
    `UPDATE message SET status = 'uncertain', due_at = NULL, error_code = 'MESSAGE_UNCERTAIN', error = ? WHERE id = ?`,
    [IN_DOUBT, id],
  );
}

/** Queues a message again that was in hand. @param isBegun whether that counts as an attempt */
export async function requeueLeftBehind(tx: Transaction, id: string, isBegun: boolean): Promise<void> {
  await tx.run(`UPDATE message SET status = 'queued', attempts = attempts - ? WHERE id = ?`, [isBegun ? 0 : 1, id]);
}
