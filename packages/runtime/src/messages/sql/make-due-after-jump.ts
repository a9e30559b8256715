import type { ClockJump, Transaction } from '../../db';

/** Makes due what was to be sent at once before the clock was set back. What was put off on purpose stays put off. */
export async function makeDueAfterJump(tx: Transaction, { now, latest }: ClockJump): Promise<void> {
  await tx.run(
    `UPDATE message SET due_at = ? WHERE due_at > ? AND due_at <= ? AND due_at = created_at AND status = 'queued'`,
    [now, now, latest],
  );
}
