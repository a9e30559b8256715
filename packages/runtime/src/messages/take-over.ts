import type { Transaction } from '../db';
import type { HandOverStage } from './hand-over-journal';
import { findLeftBehind, markUncertain, requeueLeftBehind } from './sql/left-behind';
import type { Outcome } from './sql/record-outcome';

/** What becomes of a message of which nobody knows whether it was sent. */
export type InDoubt = 'hold' | 'resend';

export interface TakenOver {
  /** The provider never had the last byte: they are sent as if nothing had been. */
  requeued: number;
  /** The provider had answered; only the database did not know. */
  recorded: number;
  /** Nobody knows. */
  inDoubt: number;
}

interface TakeOver {
  readonly owner: string;
  readonly inDoubt: InDoubt;
  /** Writes what became of a message. */
  readonly record: (tx: Transaction, outcome: Outcome) => Promise<void>;
}

/**
 * Decides about the messages that a killed process left in the middle of being sent.
 * @param journal what that process noted; undefined where it cannot be relied on
 */
export async function takeOver(
  tx: Transaction,
  journal: ReadonlyMap<string, HandOverStage> | undefined,
  { owner, inDoubt, record }: TakeOver,
): Promise<TakenOver> {
  const taken: TakenOver = { requeued: 0, recorded: 0, inDoubt: 0 };
  for (const { id, isOwn } of await findLeftBehind(tx, owner)) {
    // Claimed, and not even begun: then the journal does not know it.
    const left: HandOverStage | undefined = isOwn && journal ? (journal.get(id) ?? { stage: 'begun' }) : undefined;
    if (left?.stage === 'answered') {
      await record(tx, left.outcome);
      taken.recorded += 1;
    } else if (left?.stage === 'begun') {
      await requeueLeftBehind(tx, id, false);
      taken.requeued += 1;
    } else {
      if (inDoubt === 'resend') await requeueLeftBehind(tx, id, true);
      else await markUncertain(tx, id);
      taken.inDoubt += 1;
    }
  }
  return taken;
}
