import type { Transaction } from '../../db';
import { disarmAll } from './save-execution';

/** Takes away what else than time would end the wait of an execution that is moved elsewhere. */
export async function disarmExecution(tx: Transaction, execution: number): Promise<void> {
  await disarmAll(tx, 'id = ?', [execution]);
  await tx.run('UPDATE execution SET armed_for = NULL, wake_by = NULL WHERE id = ?', [execution]);
}

/** Puts off the dates that waits will be computed with, by so many milliseconds. */
export async function shiftWaits(tx: Transaction, executions: readonly number[], by: number): Promise<void> {
  if (executions.length === 0) return;
  const armed = await tx.all<{ id: number; armed_for: number }>(
    `SELECT id, armed_for FROM execution WHERE id IN (${executions.join(', ')}) AND armed_for IS NOT NULL`,
  );
  for (const { id, armed_for } of armed) {
    await tx.run('UPDATE wait_arm SET at = at + ? WHERE contact = ? AND execution = ? AND at IS NOT NULL', [
      by,
      armed_for,
      id,
    ]);
  }
}
