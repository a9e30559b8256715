import type { entities, Transaction } from '../db';
import {
  closeWindow,
  MAX_ATTEMPTS,
  MessageDeclinedError,
  noteFaultOfMessage,
  ProviderMisconfiguredError,
  ProviderTemporaryError,
  readContent,
  retryDelay,
  storeContent,
  TemplateFaultyError,
  type DeliveryUpdate,
} from '../messages';
import { codeOf } from '../shared';

export interface LateFailurePorts {
  /** New messages are in the outbox. */
  readonly onQueued: (tx: Transaction) => void;
  /** Its provider does not serve the sender: nothing of it goes for now. */
  readonly pauseSender: (sender: string) => void;
}

interface LateFailure {
  /** Ours. */
  readonly message: string;
  readonly update: DeliveryUpdate;
  readonly failure: NonNullable<DeliveryUpdate['failure']>;
  readonly now: number;
}

type Row = Pick<
  entities.Message,
  'id' | 'senderId' | 'contact' | 'text' | 'content' | 'attempts' | 'status' | 'providerMessageId'
>;

/**
 * A provider took a message and says later what `send` would have thrown: what had happened then happens now. Told again
 * it changes nothing: what was queued again has no id of the provider's any more.
 * @returns whether the message is on its way once more: then it has not failed
 */
export async function applyLateFailure(
  tx: Transaction,
  { message: id, update, failure, now }: LateFailure,
  { onQueued, pauseSender }: LateFailurePorts,
): Promise<boolean> {
  const row = await tx.get<Row>(
    `SELECT id, sender_id AS "senderId", contact, text, content, attempts, status,
       provider_message_id AS "providerMessageId" FROM message
     WHERE id = ? AND (delivery IS NULL OR delivery = 'sent')`,
    [id],
  );
  const isCurrent = row?.status === 'sent' && row.providerMessageId === (update.providerMessageId ?? null);
  if (!row || !isCurrent) return false;
  const requeue = async (dueAt: number, content = row.content ?? null): Promise<true> => {
    await tx.run(REQUEUE, [dueAt, content, codeOf(failure), failure.message, id]);
    onQueued(tx);
    return true;
  };

  if (failure instanceof MessageDeclinedError && failure.code === 'WHATSAPP_WINDOW_CLOSED') {
    const { senderId: sender, contact } = row;
    if (sender !== null && contact !== null) await closeWindow(tx, { sender, contact }, now);
    const content = readContent(row.content);
    if (content.template && content.isTextRefused !== true && row.text !== '') {
      return await requeue(now, storeContent({ ...content, isTextRefused: true }));
    }
  }
  if (failure instanceof ProviderMisconfiguredError && row.senderId !== null) {
    const { senderId } = row;
    tx.afterCommit(() => pauseSender(senderId));
  }
  const passes = failure instanceof ProviderTemporaryError || failure instanceof ProviderMisconfiguredError;
  if (passes && row.attempts < MAX_ATTEMPTS) {
    return await requeue(now + retryDelay(row.attempts, Math.random()).milliseconds);
  }
  if (failure instanceof TemplateFaultyError) await noteFaultOfMessage(tx, { id, error: failure.message }, now);
  if (failure instanceof MessageDeclinedError) {
    const reason = `${failure.code}: ${failure.message}`;
    await tx.run(`UPDATE message SET status = 'skipped', verdict = 'skip', reason = ? WHERE id = ?`, [reason, id]);
  } else if (passes || failure instanceof TemplateFaultyError) {
    // A person can try it again.
    await tx.run(`UPDATE message SET status = 'failed' WHERE id = ?`, [id]);
  }
  return false;
}

const REQUEUE = `UPDATE message SET status = 'queued', due_at = ?, content = ?, error_code = ?, error = ?, sent_at = NULL,
  provider_message_id = NULL, delivery = NULL, delivery_at = NULL WHERE id = ?`;
