import { evaluateCondition, readContact, valueAt } from '../../audiences';
import type { Transaction } from '../../db';
import type { StoredEvent } from '../../events';
import { APPEND_TO_LEDGER, ledgerLine } from '../../journeys';
import { instantFrom } from './arm-wait';
import { isAwaited } from './find-past-event';
import { mayChange } from './read-date-field';
import { armsOf, disarm, earliest, type ArmOfExecution, type ArmSpec } from './stored-arms';
import type { FieldArm, Wake } from './wait-arm';

/**
 * Tells an event to the waits of its contact, in the transaction that stored it. Of the arms of a wait the first that it
 * fulfils ends the wait: exactly one, because it takes the others with it, and none where the time of the wait has come
 * already. Dates that it moved are computed anew.
 * @returns whether an execution may be due earlier than before
 */
export async function wakeWaits(tx: Transaction, event: StoredEvent, contact: number, now: number): Promise<boolean> {
  let isSooner = false;
  for (const [execution, arms] of await armsOf(tx, contact)) {
    const wake = await fulfilled(tx, event, { contact, execution, arms, now });
    if (wake) {
      const changed = await endAt(tx, execution, { at: now, by: wake, now, ledger: [['event', event.id]] });
      if (changed > 0) await disarm(tx, execution, contact);
      isSooner = true;
    } else if (await moveDates(tx, event, contact, execution, arms, now)) isSooner = true;
  }
  return isSooner;
}

async function fulfilled(
  tx: Transaction,
  event: StoredEvent,
  wait: { contact: number; execution: number; arms: readonly ArmOfExecution[]; now: number },
): Promise<Wake | undefined> {
  const { contact, execution, arms, now } = wait;
  for (const { spec } of arms) {
    const way = { output: spec.output, arm: spec.name, event: event.id };
    if (spec.kind === 'event' && (await isAwaited(tx, spec, event))) return { ...way, reason: 'event' };
    if (spec.kind !== 'condition') continue;
    const { workspace, payload } = event;
    const scope = { workspace, contact, event: payload, asOf: now, enteredAt: spec.enteredAt, execution };
    if ((await evaluateCondition(tx, spec.condition, scope)).holds) return { ...way, reason: 'condition' };
  }
  return undefined;
}

/** @returns whether a date moved */
async function moveDates(
  tx: Transaction,
  event: StoredEvent,
  contact: number,
  execution: number,
  arms: readonly ArmOfExecution[],
  now: number,
): Promise<boolean> {
  const moved: ArmOfExecution[] = [];
  for (const stored of arms) {
    const { spec } = stored;
    if (!isField(spec) || !mayChange(spec.field, event)) {
      moved.push(stored);
      continue;
    }
    const from = spec.field.of === 'order' ? event.payload : await readContact(tx, { ...event, contact });
    const at = instantFrom(valueAt(from, spec.field.path), spec, now);
    moved.push({ ...stored, at });
    if (at === stored.at) continue;
    const key = [contact, execution, stored.arm];
    await tx.run('UPDATE wait_arm SET at = ? WHERE contact = ? AND execution = ? AND arm = ?', [at, ...key]);
  }
  if (moved.every(({ at }, index) => at === arms[index]?.at)) return false;
  const first = earliest(moved);
  if (first) await endAt(tx, execution, { at: Math.max(first.at, now), by: first.by, now, ledger: [] });
  return true;
}

/** Sets what ends a wait and when. One whose time has come is left as it is. @returns how many rows changed: 0 or 1 */
async function endAt(
  tx: Transaction,
  execution: number,
  { at, by, now, ledger }: { at: number; by: Wake; now: number; ledger: Parameters<typeof ledgerLine>[1] },
): Promise<number> {
  return await tx.run(
    `UPDATE execution SET wake_at = ?, wake_by = ?, ${APPEND_TO_LEDGER}
     WHERE id = ? AND status = 'waiting' AND (wake_at IS NULL OR wake_at > ?)`,
    [at, JSON.stringify(by), ledgerLine(now, ledger), execution, now],
  );
}

const isField = (spec: ArmSpec): spec is FieldArm => spec.kind === 'field';
