import { holdContact, type Transaction } from '../db';
import { CodedUnexpectedError } from '../shared';
import type { ComposedMessage } from './compose-email';
import type { MessageReceipt } from './email-request';

/** Where a message comes from: its idempotency key, and what its history shows. */
export interface MessageOrigin {
  /** Null for a message that no execution of ours asked for: then nothing makes two of them one. */
  readonly execution: number | null;
  readonly workflow: string | null;
  readonly node: string | null;
  /** How often the node ran before in the execution. */
  readonly visit: number;
  /** Which item of the node's input it is for. */
  readonly item: number;
}

/**
 * Puts a composed message into the outbox. The second of the same execution, node, visit and item changes nothing and
 * gives the receipt of the first.
 */
export async function insertMessage(
  tx: Transaction,
  message: ComposedMessage,
  { execution, workflow, node, visit, item }: MessageOrigin,
): Promise<MessageReceipt> {
  await message.shared?.store(tx);
  // Who was merged since the message was composed gets it as the contact that they are part of now.
  const contact = message.contact === null ? null : await holdContact(tx, message.contact);
  const inserted = await tx.run(INSERT, [
    ...[message.id, message.workspace, execution, workflow, node, visit, item, contact, message.channel],
    ...[
      message.purpose,
      message.sender,
      message.senderId,
      message.recipient,
      message.replyTo,
      message.locale,
      message.subject,
    ],
    ...[
      message.html ?? '',
      message.text ?? '',
      message.draft,
      message.content ?? null,
      message.verdict,
      message.reason,
      message.status,
      message.provider,
    ],
    ...[message.providerMessageId, message.errorCode, message.error, message.attempts, message.dueAt],
    ...[message.createdAt, message.sentAt, message.reasonCode, message.judgement],
    ...[message.onCap, message.onClosed, message.deferAtMost],
  ]);
  if (inserted > 0) {
    for (const { id, url } of message.links ?? []) {
      await tx.run('INSERT INTO short_link (id, workspace, message, url, created_at) VALUES (?, ?, ?, ?, ?)', [
        ...[id, message.workspace, message.id, url, message.createdAt],
      ]);
    }
    return receiptOf(message);
  }
  const first = await tx.get<ReceiptRow>(
    `SELECT id, verdict, reason, locale, subject, recipient FROM message
     WHERE execution = ? AND node = ? AND visit = ? AND item = ?`,
    [execution, node, visit, item],
  );
  if (!first) throw new CodedUnexpectedError('INTERNAL', 'A message was neither stored nor there already.');
  return receiptOf(first);
}

const INSERT = `INSERT INTO message (id, workspace, execution, workflow, node, visit, item, contact, channel,
    purpose, sender, sender_id, recipient, reply_to, locale, subject, html, text, draft, content, verdict, reason, status, provider,
    provider_message_id, error_code, error, attempts, due_at, created_at, sent_at, reason_code, judgement,
    on_cap, on_closed, defer_at_most)
  VALUES (${Array.from({ length: 36 }, () => '?').join(', ')})
  ON CONFLICT (execution, node, visit, item) DO NOTHING`;

type ReceiptRow = Pick<ComposedMessage, 'id' | 'verdict' | 'reason' | 'locale' | 'subject' | 'recipient'>;

function receiptOf({ id, verdict, reason, locale, subject, recipient }: ReceiptRow): MessageReceipt {
  return { messageId: id, verdict, reason, language: locale, subject, recipient };
}
