import type { Transaction } from '../../db';
import type { RunnableVersion } from '../../workflows';
import { placesOf } from '../ledger/record-run';
import { APPEND_TO_LEDGER, ledgerLine, parseLedger } from '../ledger/step';
import type { EnginePorts, Resting } from './ports';
import type { InFlightPolicy } from './sweep-plan';

export const RESTING = `SELECT id, workflow, version, node, status, started_at, wake_at, parked_at, state, ledger, lease_owner
  FROM execution`;

/** Whether it waits and nobody works on it: what is due is about to move by itself. */
export function isAtRest({ status, state, wake_at, lease_owner }: Resting, now: number): boolean {
  return status === 'waiting' && state !== null && lease_owner === null && (wake_at === null || wake_at > now);
}

/**
 * Moves an execution that waits: to a node, where it goes on at once, or to another version. Whoever falls due in this
 * very moment is left alone.
 * @returns whether it was moved
 */
export async function moveExecution(
  tx: Transaction,
  resting: Resting,
  to: RunnableVersion,
  policy: Exclude<InFlightPolicy, { do: 'stay' | 'leave' }>,
  { ports, now, why }: { ports: EnginePorts; now: number; why: string },
): Promise<boolean> {
  const { id, node, state } = resting;
  if (!isAtRest(resting, now) || ports.isInHand(id) || state === null || node === null) return false;
  const from = await ports.versions.get(resting.version, tx);
  const target = policy.do === 'move' ? policy.node : node;
  const isSameWait = policy.do === 'keepTime';
  const move = { from, to };
  const moved = isSameWait ? await ports.rebind(tx, id, move) : await ports.continueAt(tx, id, move, target);
  const place = (version: RunnableVersion, name: string) => placesOf(version).get(name) ?? -1;
  const line = ledgerLine(now, [['moved', from.id, place(from, node), place(to, target), why]]);
  const changes = isSameWait
    ? { sql: '', parameters: [] }
    : {
        sql: `status = 'new', wake_at = ?, parked_at = NULL, as_of = ?, node = ?,`,
        parameters: [now, policy.do === 'recompute' ? waitingSince(resting) : null, target],
      };
  const changed = await tx.run(
    `UPDATE execution SET ${changes.sql} version = ?, state = ?, ${APPEND_TO_LEDGER}
     WHERE id = ? AND status = 'waiting' AND version = ? AND state = ? AND (wake_at IS NULL OR wake_at > ?)`,
    [...changes.parameters, to.id, moved, line, id, from.id, state, now],
  );
  if (changed === 0) return false;
  if (!isSameWait) {
    await ports.disarm(tx, id);
    tx.afterCommit(() => ports.wake());
  }
  return true;
}

/** When its wait began. */
function waitingSince({ ledger, started_at }: Resting): number {
  const lines = parseLedger(ledger);
  const line = lines.findLast(({ steps }) => steps.some((step) => typeof step === 'object' && step[0] === 'wait'));
  return line?.at ?? started_at;
}
