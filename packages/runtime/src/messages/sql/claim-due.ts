import { DATABASE_NOW, type entities, type Transaction } from '../../db';
import { hours } from '../../shared';
import { MESSAGE_COLUMNS } from '../message-row';

/** A message that has been in hand for longer is in nobody's. */
const LONGEST_HAND_OVER = hours(1);

interface Claim {
  readonly now: number;
  readonly limit: number;
  /** Whose messages; null for the mail server of the environment. */
  readonly sender: string | null;
  /** The provider's name where no sender has one. */
  readonly provider: string;
  /** The process that takes them. */
  readonly owner: string;
}

/**
 * Takes the messages of one sender that are due, oldest first, and marks them as being sent. A message is in one hand only: of two
 * processes that choose the same row the second finds it changed and passes it by. By the database's clock others see
 * how long it has been in hand.
 */
export async function claimDue(
  tx: Transaction,
  { now, limit, sender, provider, owner }: Claim,
): Promise<entities.Message[]> {
  const [isOfLane, parameters] = sender === null ? ['sender_id IS NULL', []] : ['sender_id = ?', [sender]];
  const messages = await tx.all<entities.Message>(
    `UPDATE message SET status = 'sending', attempts = attempts + 1, cleared_at = NULL, lease_owner = ?,
       provider = COALESCE((SELECT s.provider FROM sender s WHERE s.id = message.sender_id), ?),
       lease_until = ${DATABASE_NOW[tx.dialect]} + ?
     WHERE status = 'queued' AND id IN (
       SELECT id FROM message WHERE ${isOfLane} AND due_at IS NOT NULL AND due_at <= ? AND status = 'queued'
       ORDER BY due_at, created_at LIMIT ?
     )
     RETURNING ${MESSAGE_COLUMNS}`,
    [owner, provider, LONGEST_HAND_OVER.milliseconds, ...parameters, now, limit],
  );
  return messages.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.createdAt - b.createdAt);
}
