import type { Transaction } from '../../db';
import { CodedUserError } from '../../shared';

/**
 * Queues a message again whose sending failed or is uncertain.
 * @throws MESSAGE_NOT_FOUND, MESSAGE_NOT_RETRYABLE
 */
export async function requeueMessage(tx: Transaction, id: string, now: number): Promise<void> {
  const requeued = await tx.run(
    `UPDATE message SET status = 'queued', due_at = ?, attempts = 0, error_code = NULL, error = NULL
     WHERE id = ? AND status IN ('failed', 'uncertain')`,
    [now, id],
  );
  if (requeued > 0) {
    // Whoever tries it again by hand has mended its template.
    await tx.run('DELETE FROM template_fault WHERE sender = (SELECT sender_id FROM message WHERE id = ?)', [id]);
    return;
  }
  const message = await tx.get<{ status: string }>('SELECT status FROM message WHERE id = ?', [id]);
  if (!message) throw new CodedUserError('MESSAGE_NOT_FOUND', `There is no message ${id}.`);
  throw new CodedUserError(
    'MESSAGE_NOT_RETRYABLE',
    `Message ${id} is ${message.status}: only one that failed or is uncertain can be sent again.`,
  );
}
