import { evaluateCondition } from '../../audiences';
import type { Transaction } from '../../db';
import { fieldInstant } from './field-instant';
import { findPastEvent } from './find-past-event';
import type { LookBack } from './look-back';
import { readDateField } from './read-date-field';
import { earliest, type StoredArm } from './stored-arms';
import type { FieldArm, Wait, WaitArm, Wake } from './wait-arm';

/** How a wait stands when it begins. */
export interface ArmedWait {
  readonly wakeAt: number;
  /** What ends it at `wakeAt`, if nothing else comes first. */
  readonly wakeBy: Wake;
  /** What is to be stored for the events to come: nothing where time alone counts, or where the wait is over already. */
  readonly arms: readonly StoredArm[];
}

export interface ArmingScope {
  readonly workspace: number;
  readonly execution: number;
  readonly lookBack: LookBack;
  /** UTC epoch ms at which the contact entered the journey. */
  readonly enteredAt: number;
  readonly now: number;
}

/**
 * Looks at what a wait waits for as it begins: has it happened already? Part of the transaction that commits the wait,
 * with the contact locked: an event that comes meanwhile is found here, or finds the arms.
 */
export async function armWait(tx: Transaction, wait: Wait, scope: ArmingScope): Promise<ArmedWait> {
  const { contact, byTime, arms } = wait;
  const time: StoredArm = { spec: { kind: 'time', ...byTime }, at: byTime.at };
  const stored: StoredArm[] = [];
  if (contact !== null && arms.length > 0) {
    await tx.lockContact(contact);
    for (const arm of arms) {
      const wakeBy = await whatHappened(tx, contact, arm, scope);
      if (wakeBy) return { wakeAt: scope.now, wakeBy, arms: [] };
      stored.push(await toStored(tx, contact, arm, scope));
    }
  }
  const first = earliest([...stored, time]);
  const hasFields = arms.some(({ kind }) => kind === 'field');
  return {
    wakeAt: first?.at ?? byTime.at,
    wakeBy: first?.by ?? { output: byTime.output, arm: byTime.name, reason: byTime.reason },
    arms: hasFields ? [...stored, time] : stored,
  };
}

/** Whether an arm has come true before the wait began. */
async function whatHappened(
  tx: Transaction,
  contact: number,
  arm: WaitArm,
  { workspace, execution, lookBack, enteredAt, now }: ArmingScope,
): Promise<Wake | undefined> {
  const way = { output: arm.output, arm: arm.name };
  if (arm.kind === 'event') {
    const event = await findPastEvent(tx, contact, arm, lookBack);
    return event && { ...way, reason: 'event', event: event.id };
  }
  if (arm.kind === 'field') return undefined;
  const scope = { workspace, contact, asOf: now, enteredAt, execution };
  const { holds } = await evaluateCondition(tx, arm.condition, scope);
  return holds ? { ...way, reason: 'condition' } : undefined;
}

async function toStored(
  tx: Transaction,
  contact: number,
  arm: WaitArm,
  { workspace, enteredAt, now }: ArmingScope,
): Promise<StoredArm> {
  if (arm.kind === 'event') return { spec: arm, at: null };
  if (arm.kind === 'condition') return { spec: { ...arm, enteredAt }, at: null };
  return { spec: arm, at: instantFrom(await readDateField(tx, { workspace, contact }, arm.field), arm, now) };
}

/** When a field's arm ends the wait: null while there is no date, or one that has passed and is to be ignored. */
export function instantFrom(value: unknown, arm: FieldArm, now: number): number | null {
  const instant = fieldInstant(value, arm);
  return instant !== null && instant <= now && arm.ifPassed === 'ignore' ? null : instant;
}
