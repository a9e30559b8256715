import { purchaseCondition } from '../../audiences';
import type { Transaction } from '../../db';

/** Whether no other purchase of the contact was placed before this order. Of two of one second the first stored is first. */
export async function isFirstPurchase(
  tx: Transaction,
  order: { readonly id: number; readonly contact: number; readonly placedAt: number },
): Promise<boolean> {
  const earlier = await tx.get(
    `SELECT 1 AS found FROM orders o WHERE o.contact = ? AND (o.placed_at < ? OR (o.placed_at = ? AND o.id < ?))
      AND ${purchaseCondition('o')} LIMIT 1`,
    [order.contact, order.placedAt, order.placedAt, order.id],
  );
  return !earlier;
}
