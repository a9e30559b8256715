import type { Transaction } from '../../db';
import type { ExecutionRow } from '../execution-row';
import { MINE } from './save-execution';

/** Takes an execution that is due out of the queue, and remembers when it was due. */
export async function parkExecution(
  tx: Transaction,
  { id, lease_owner: owner }: Pick<ExecutionRow, 'id' | 'lease_owner'>,
): Promise<void> {
  await tx.run(
    `UPDATE execution SET parked_at = wake_at, wake_at = NULL, lease_owner = NULL, lease_until = NULL
     WHERE ${MINE} AND wake_at IS NOT NULL`,
    [id, owner],
  );
}
