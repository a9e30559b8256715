import { survivorOf, type Transaction } from '../../db';
import type { ConditionArm, EventArm, FieldArm, TimeArm, Wake } from './wait-arm';

/** An arm as it is stored. The time arm is there only beside fields, whose dates may come to lie after it. */
export type ArmSpec =
  EventArm | (ConditionArm & { readonly enteredAt: number }) | FieldArm | (TimeArm & { readonly kind: 'time' });

export interface StoredArm {
  readonly spec: ArmSpec;
  /** When it ends the wait (UTC epoch ms), as far as that is known. */
  readonly at: number | null;
}

/** An arm of an execution, with its place among the others. */
export type ArmOfExecution = StoredArm & { readonly arm: number };

interface ArmRow {
  readonly execution: number;
  readonly arm: number;
  readonly at: number | null;
  readonly spec: string;
}

export async function storeArms(
  tx: Transaction,
  { execution, contact }: { readonly execution: number; readonly contact: number },
  arms: readonly StoredArm[],
): Promise<void> {
  for (const [arm, { spec, at }] of arms.entries()) {
    await tx.run('INSERT INTO wait_arm (contact, execution, arm, at, spec) VALUES (?, ?, ?, ?, ?)', [
      contact,
      execution,
      arm,
      at,
      JSON.stringify(spec),
    ]);
  }
}

/** What the waits of a contact wait for, by execution, in the order in which the arms were written down. */
export async function armsOf(tx: Transaction, contact: number): Promise<Map<number, ArmOfExecution[]>> {
  const rows = await tx.all<ArmRow>('SELECT execution, arm, at, spec FROM wait_arm WHERE contact = ?', [contact]);
  // Nearly always there are none, and sorting in SQL costs several times as much as finding that out.
  rows.sort((one, other) => one.execution - other.execution || one.arm - other.arm);
  const arms = new Map<number, ArmOfExecution[]>();
  for (const { execution, arm, at, spec } of rows) {
    const others = arms.get(execution) ?? [];
    arms.set(execution, [...others, { arm, at, spec: JSON.parse(spec) as ArmSpec }]);
  }
  return arms;
}

/** @param contact may have been merged since: then the arms went with it */
export async function disarm(tx: Transaction, execution: number, contact: number): Promise<void> {
  const owner = await survivorOf(tx, contact);
  await tx.run('DELETE FROM wait_arm WHERE contact = ? AND execution = ?', [owner, execution]);
}

/** The arm that time alone ends the wait by: the earliest, and of several the one that was written down first. */
export function earliest(arms: readonly StoredArm[]): { readonly at: number; readonly by: Wake } | undefined {
  let first: { at: number; by: Wake } | undefined;
  for (const { at, spec } of arms) {
    if (at === null || (first && at >= first.at)) continue;
    const reason = spec.kind === 'time' ? spec.reason : 'date';
    first = { at, by: { output: spec.output, arm: spec.name, reason } };
  }
  return first;
}
