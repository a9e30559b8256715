import type { entities, Transaction } from '../../db';
import type { ReturnedMessage } from '../find-returned';
import type { ReturnKind, ReturnNotice } from '../notice';

const DELIVERY: Readonly<Record<ReturnKind, entities.MessageDelivery>> = {
  deferred: 'deferred',
  delivered: 'delivered',
  soft: 'bounced',
  hard: 'bounced',
  review: 'bounced',
  complaint: 'complained',
};

/** What is told later may have happened earlier: a mail that was delivered is not deferred any more. */
const RANK = `CASE %s WHEN 'deferred' THEN 1 WHEN 'delivered' THEN 2 WHEN 'bounced' THEN 3 WHEN 'complained' THEN 4 ELSE 0 END`;
const rankOf = (expression: string): string => RANK.replace('%s', expression);

/** Notes at a message what is known of it. One of which nobody knew whether it was sent was sent, then. */
export async function noteDelivery(
  tx: Transaction,
  { id }: ReturnedMessage,
  { kind, at }: ReturnNotice,
): Promise<void> {
  const delivery = DELIVERY[kind];
  await tx.run(
    `UPDATE message SET delivery = ?, delivery_at = ? WHERE id = ? AND ${rankOf('delivery')} < ${rankOf(`'${delivery}'`)}`,
    [delivery, at, id],
  );
  await tx.run(
    `UPDATE message SET status = 'sent', sent_at = COALESCE(sent_at, ?), due_at = NULL, error_code = NULL, error = NULL
      WHERE id = ? AND status = 'uncertain'`,
    [at, id],
  );
}
