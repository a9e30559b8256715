import type { Transaction } from '../../db';
import { APPEND_TO_LEDGER } from '../../journeys';
import { disarm } from '../waits';
import { MINE } from './save-execution';

interface Running {
  readonly id: number;
  readonly lease_owner: string | null;
  /** Whose events might end the wait that it has left behind. */
  readonly armed_for?: number | null;
}

/**
 * Stores how far an execution came that runs on. It stays due: a crash leaves it to be taken up from here.
 * @param begun the node with effects outside that begins now, if any
 * @returns 0 where the execution has ended meanwhile, or another process has it
 */
export async function saveCheckpoint(
  tx: Transaction,
  { id, lease_owner: owner, armed_for: contact = null }: Running,
  { node, state, begun, ledger }: { node: string; state: Uint8Array; begun: string | null; ledger: string },
): Promise<number> {
  const changed = await tx.run(
    `UPDATE execution SET status = 'new', node = ?, wake_by = NULL, armed_for = NULL, state = ?, begun_node = ?, attempts = 0,
       ${APPEND_TO_LEDGER} WHERE ${MINE}`,
    [node, state, begun, ledger, id, owner],
  );
  if (changed > 0 && contact !== null) await disarm(tx, id, contact);
  return changed;
}

/** The same where nothing has happened since the execution was stored: only that the node begins. */
export async function markBegun(tx: Transaction, { id, lease_owner: owner }: Running, begun: string): Promise<number> {
  return await tx.run(`UPDATE execution SET begun_node = ? WHERE ${MINE}`, [begun, id, owner]);
}

/** Lets an execution rest until a person has looked at what its node did. */
export async function saveHeld(
  tx: Transaction,
  { id, lease_owner: owner }: Running,
  { node, reason }: { node: string; reason: string },
): Promise<number> {
  return await tx.run(
    `UPDATE execution SET status = 'held', node = ?, wake_at = NULL, error_code = 'EXECUTION_HELD', error = ?,
       lease_owner = NULL, lease_until = NULL
     WHERE ${MINE}`,
    [node, reason, id, owner],
  );
}
