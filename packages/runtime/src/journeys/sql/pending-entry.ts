import type { Transaction } from '../../db';
import type { StoredEvent } from '../../events';

/** An event that has not passed a journey's entry filter yet, or waits for the end of a pause. */
export interface PendingEntry {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
  readonly event: number;
  /** When it is looked at next; null while the journey is paused. */
  readonly due_at: number | null;
  /** Until when it is looked at. */
  readonly until_at: number;
  readonly attempts: number;
}

export const PENDING_ENTRY = 'SELECT id, workspace, workflow, event, due_at, until_at, attempts FROM pending_entry';

export async function insertPending(
  tx: Transaction,
  { workspace, contact, id }: Pick<StoredEvent, 'workspace' | 'contact' | 'id'>,
  { workflow, dueAt, untilAt }: { workflow: string; dueAt: number | null; untilAt: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO pending_entry (workspace, workflow, contact, event, due_at, until_at, attempts) VALUES (?, ?, ?, ?, ?, ?, 0)
     ON CONFLICT (workflow, event) DO NOTHING`,
    [workspace, workflow, contact, id, dueAt, untilAt],
  );
}

/** Takes an entry in hand. @returns false where somebody else has done so meanwhile */
export async function claimPending(tx: Transaction, { id, attempts }: PendingEntry, dueAt: number): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE pending_entry SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND attempts = ?',
    [dueAt, id, attempts],
  );
  return changed > 0;
}

export async function deletePending(tx: Transaction, id: number): Promise<void> {
  await tx.run('DELETE FROM pending_entry WHERE id = ?', [id]);
}
