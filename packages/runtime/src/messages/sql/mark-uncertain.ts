import type { Transaction } from '../../db';

const REASON =
  'The process ended while this message was being handed over, so it may have been sent. It is not sent again by itself.';

/**
 * Marks the messages that a killed process left in the middle of being sent.
 * `due_at` is kept while a message is being sent, so that the index finds them.
 * @returns how many there were
 */
export async function markUncertain(tx: Transaction): Promise<number> {
  return await tx.run(
    `UPDATE message SET status = 'uncertain', due_at = NULL, error_code = 'MESSAGE_UNCERTAIN', error = ?
     WHERE due_at IS NOT NULL AND status = 'sending'`,
    [REASON],
  );
}
