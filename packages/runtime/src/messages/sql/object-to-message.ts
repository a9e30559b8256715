import type { Transaction } from '../../db';

/** Why a message that is due is not handed over: never, or not until somebody queues it again. */
export type Objection = { readonly status: 'skipped'; readonly reason: string } | { readonly status: 'held' };

/** Takes a message that was just claimed out of the outbox again. */
export async function objectToMessage(tx: Transaction, id: string, objection: Objection): Promise<void> {
  const [status, reason] = objection.status === 'held' ? ['queued', null] : ['skipped', objection.reason];
  await tx.run(
    `UPDATE message SET status = ?, verdict = CASE WHEN ? = 'skipped' THEN 'skip' ELSE verdict END, reason = COALESCE(?, reason),
       due_at = NULL, attempts = attempts - 1, lease_owner = NULL WHERE id = ? AND status = 'sending'`,
    [status, status, reason, id],
  );
}
