import type { Transaction } from '../../db';
import type { ExecutionRow } from '../execution-row';
import { MINE } from './save-execution';

/**
 * Takes an execution of a paused journey, that is due, out of the queue, and remembers when it was due.
 * @returns 0 where the journey is not paused (any more), or the execution not due
 */
export async function parkExecution(
  tx: Transaction,
  { id, lease_owner: owner }: Pick<ExecutionRow, 'id' | 'lease_owner'>,
): Promise<number> {
  return await tx.run(
    `UPDATE execution SET parked_at = wake_at, wake_at = NULL, lease_owner = NULL, lease_until = NULL
     WHERE ${MINE} AND wake_at IS NOT NULL
       AND EXISTS (SELECT 1 FROM journey_pause WHERE journey_pause.workflow = execution.workflow)`,
    [id, owner],
  );
}
