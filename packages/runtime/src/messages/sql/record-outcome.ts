import type { entities, Transaction } from '../../db';
import type { UnsubscribedScope } from '../channels/provider-errors';

/** What became of one attempt to send a message. */
export interface Outcome extends Pick<
  entities.Message,
  'id' | 'status' | 'providerMessageId' | 'errorCode' | 'error' | 'attempts' | 'dueAt' | 'sentAt'
> {
  /** What the recipient does not want any more, as the provider knows. */
  readonly unsubscribed?: UnsubscribedScope;
  /** The provider does not take the template: other messages with it need not ask. */
  readonly isTemplateFaulty?: boolean;
}

/**
 * Writes what became of a message in hand. Also over `uncertain`: another process that started meanwhile may have
 * taken it for lost, and this one knows better.
 */
export async function recordOutcome(tx: Transaction, outcome: Outcome): Promise<void> {
  await tx.run(
    `UPDATE message SET status = ?, provider_message_id = ?, error_code = ?, error = ?, attempts = ?, due_at = ?, sent_at = ?,
       verdict = CASE WHEN ? = 'skipped' THEN 'skip' ELSE verdict END, reason = CASE WHEN ? = 'skipped' THEN ? ELSE reason END
     WHERE id = ? AND status IN ('sending', 'uncertain')`,
    [
      ...[outcome.status, outcome.providerMessageId, outcome.errorCode, outcome.error, outcome.attempts],
      ...[outcome.dueAt, outcome.sentAt, outcome.status, outcome.status],
      ...[`${outcome.errorCode ?? ''}: ${outcome.error ?? ''}`, outcome.id],
    ],
  );
}
