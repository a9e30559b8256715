import type { SeenValue } from '../../audiences';
import type { StoredStatus, Transaction } from '../../db';
import { APPEND_TO_LEDGER, ledgerLine, type Ending } from '../../journeys';

/**
 * Each of these changes nothing (and says so by returning 0) once the execution has ended: it was left or stopped
 * meanwhile. Those with an `owner` do so, too, where another process has taken the execution over.
 */

const AT_REST = 'lease_owner = NULL, lease_until = NULL, begun_node = NULL, as_of = NULL, drops_messages = NULL';
export const MINE = 'id = ? AND stopped_at IS NULL AND lease_owner IS NOT DISTINCT FROM ?';

export interface StartOfWait {
  readonly node: string | null;
  readonly wakeAt: number | null;
  /** JSON of a Wake, where the wait has several ways out. */
  readonly wakeBy?: string | null;
  /** Whose events may end it. */
  readonly armedFor?: number | null;
  readonly state: Uint8Array | null;
  /** A line of the ledger. */
  readonly ledger?: string;
}

export async function saveWait(
  tx: Transaction,
  id: number,
  { node, wakeAt, wakeBy = null, armedFor = null, state, ledger = '' }: StartOfWait,
  owner: string | null,
): Promise<number> {
  return await tx.run(
    `UPDATE execution SET status = 'waiting', node = ?, wake_at = ?, wake_by = ?, armed_for = ?, state = ?, attempts = 0,
      ${APPEND_TO_LEDGER}, ${AT_REST} WHERE ${MINE}`,
    [node, wakeAt, wakeBy, armedFor, state, ledger, id, owner],
  );
}

export interface EndOfExecution {
  readonly status: Extract<StoredStatus, 'success' | 'error' | 'crashed' | 'canceled'>;
  readonly node: string | null;
  readonly stoppedAt: number;
  readonly state: Uint8Array | null;
  readonly errorCode: string | null;
  readonly error: string | null;
  /** A line of the ledger. */
  readonly ledger?: string;
}

export async function saveEnd(tx: Transaction, id: number, end: EndOfExecution, owner: string | null): Promise<number> {
  return await tx.run(
    `UPDATE execution SET status = ?, node = ?, wake_at = NULL, state = ?, error_code = ?, error = ?, stopped_at = ?,
       ${APPEND_TO_LEDGER}, ${AT_REST} WHERE ${MINE}`,
    [end.status, end.node, end.state, end.errorCode, end.error, end.stoppedAt, end.ledger ?? '', id, owner],
  );
}

/** How an execution ends that somebody or something takes out of its journey. */
export interface Exit {
  /** For people. */
  readonly reason: string;
  readonly now: number;
  /** `goal`: the journey has reached what it is for, and has ended well. */
  readonly ending?: Ending;
  readonly event?: number | null;
  /** What the rule saw. */
  readonly seen?: readonly SeenValue[];
}

/** Ends an execution from outside (an exit rule, an operator), keeping where it stood. */
export async function saveExit(
  tx: Transaction,
  id: number,
  { reason, now, ending = 'left', event, seen }: Exit,
): Promise<number> {
  const isGoal = ending === 'goal';
  const changed = await tx.run(
    `UPDATE execution SET status = ?, wake_at = NULL, parked_at = NULL, error = ?, ending = ?, stopped_at = ?, ${APPEND_TO_LEDGER}
     WHERE id = ? AND stopped_at IS NULL`,
    [
      isGoal ? 'success' : 'canceled',
      isGoal ? null : reason,
      ending,
      now,
      ledgerLine(now, [event === undefined ? [ending, reason] : [ending, reason, event, seen]]),
      id,
    ],
  );
  if (changed > 0) await disarmAll(tx, 'id = ?', [id]);
  return changed;
}

/** Deletes the arms of executions that do not wait any more. @param which a condition on table `execution` */
export async function disarmAll(tx: Transaction, which: string, parameters: readonly unknown[]): Promise<void> {
  await tx.run(
    `DELETE FROM wait_arm WHERE (contact, execution) IN
      (SELECT armed_for, id FROM execution WHERE armed_for IS NOT NULL AND ${which})`,
    parameters,
  );
}

/**
 * Makes a waiting execution due, with another state where one is given.
 * @param expected the state that the other one was made from: an execution that has moved on, or that was woken by
 *   somebody else, is left alone
 * @returns 0 where it does not wait (any more)
 */
export async function wakeExecution(
  tx: Transaction,
  id: number,
  { now, state, expected }: { now: number; state?: Uint8Array; expected?: Uint8Array },
): Promise<number> {
  if (state === undefined) {
    return await tx.run(`UPDATE execution SET wake_at = ? WHERE id = ? AND status = 'waiting'`, [now, id]);
  }
  const update = `UPDATE execution SET wake_at = ?, wake_by = NULL, state = ? WHERE id = ? AND status = 'waiting'`;
  if (expected === undefined) return await tx.run(update, [now, state, id]);
  return await tx.run(`${update} AND state = ? AND (wake_at IS NULL OR wake_at > ?)`, [now, state, id, expected, now]);
}
