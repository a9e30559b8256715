import { DATABASE_NOW, type entities, type Transaction } from '../../db';
import { hours } from '../../shared';
import { MESSAGE_COLUMNS } from '../message-row';

/** A message that has been in hand for longer is in nobody's. */
const LONGEST_HAND_OVER = hours(1);

interface Claim {
  readonly now: number;
  readonly limit: number;
  readonly provider: string;
  /** The process that takes them. */
  readonly owner: string;
}

/**
 * Takes the messages that are due, oldest first, and marks them as being sent. A message is in one hand only: of two
 * processes that choose the same row the second finds it changed and passes it by. By the database's clock others see
 * how long it has been in hand.
 */
export async function claimDue(tx: Transaction, { now, limit, provider, owner }: Claim): Promise<entities.Message[]> {
  const messages = await tx.all<entities.Message>(
    `UPDATE message SET status = 'sending', attempts = attempts + 1, cleared_at = NULL, provider = ?, lease_owner = ?,
       lease_until = ${DATABASE_NOW[tx.dialect]} + ?
     WHERE status = 'queued' AND id IN (
       SELECT id FROM message WHERE due_at IS NOT NULL AND due_at <= ? AND status = 'queued'
       ORDER BY due_at, created_at, id LIMIT ?
     )
     RETURNING ${MESSAGE_COLUMNS}`,
    [provider, owner, LONGEST_HAND_OVER.milliseconds, now, limit],
  );
  return messages.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.createdAt - b.createdAt);
}
