import type { Transaction } from '../../db';

/**
 * Makes an execution due again that is held, or was set aside: it goes on where it was stored last, also at a wait that
 * it still has to leave by the way that was first to open.
 * @returns 0 where it is neither
 */
export async function continueExecution(tx: Transaction, id: number, now: number): Promise<number> {
  return await tx.run(
    `UPDATE execution SET status = CASE WHEN wake_by IS NULL THEN 'new' ELSE 'waiting' END, wake_at = ?, stopped_at = NULL, error_code = NULL, error = NULL, attempts = 0, begun_node = NULL
     WHERE id = ? AND (status = 'held' OR (status = 'crashed' AND error_code IN ('EXECUTION_CRASHED_REPEATEDLY', 'EXECUTION_NOT_STORED')))`,
    [now, id],
  );
}
