import type { SeenValue } from '../../audiences';
import type { Transaction } from '../../db';
import type { StoredEvent } from '../../events';

/** Why an event that a trigger waits for did not enter the journey. */
export type Refusal =
  /** The entry filter does not hold, and did not within 30 minutes. */
  | 'filter'
  /** Whoever entered once does not enter again. */
  | 'once'
  /** The latest entry is too recent. */
  | 'tooSoon'
  /** The round before has not ended. */
  | 'stillInside'
  /** The order, cart, … of this key has entered before. */
  | 'sameKey'
  /** The journey was paused. */
  | 'paused'
  /** The journey was stopped before the filter held. */
  | 'stopped'
  /** The server was down when a date was reached, for longer than the trigger allows. */
  | 'tooLate';

export interface RefusedEntry {
  readonly workflow: string;
  readonly reason: Refusal;
  readonly seen?: readonly SeenValue[];
}

/** Records that an event did not enter a journey, so that somebody who asks why gets an answer. */
export async function refuseEntry(
  tx: Transaction,
  { workspace, contact, id }: Pick<StoredEvent, 'workspace' | 'contact' | 'id'>,
  { workflow, reason, seen = [] }: RefusedEntry,
  now: number,
): Promise<void> {
  await tx.run(
    'INSERT INTO refused_entry (workspace, workflow, contact, event, refused_at, reason, seen) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [workspace, workflow, contact, id, now, reason, seen.length > 0 ? JSON.stringify(seen) : null],
  );
}
