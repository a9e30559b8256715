import type { Transaction } from '../db';
import { messageOf } from '../shared';
import { MINE } from './sql/save-execution';

/** Ends an execution whose result cannot be stored, for a person to look at. Its state stays as it was stored last. */
export async function setAside(
  tx: Transaction,
  { id, lease_owner: owner }: { id: number; lease_owner: string | null },
  { error, now }: { error: unknown; now: number },
): Promise<void> {
  const message = `What the execution did could not be stored: ${messageOf(error)}. It is held back as it was before; retry it once the cause is gone.`;
  await tx.run(
    `UPDATE execution SET status = 'crashed', wake_at = NULL, stopped_at = ?, error_code = 'EXECUTION_NOT_STORED', error = ?,
       lease_owner = NULL, lease_until = NULL
     WHERE ${MINE}`,
    [now, message, id, owner],
  );
}
