import { purchaseCondition } from '../../audiences';
import type { Transaction } from '../../db';
import type { GoodsOfEvent } from '../goods-of-event';

/**
 * Whether a contact has bought a product, whichever variation of it, after an instant (UTC epoch ms). An order may be dated
 * when its checkout began: that it was paid or finished after the instant counts, too.
 */
export async function hasBoughtSince(
  tx: Transaction,
  {
    contact,
    shop,
    productIds,
    since,
  }: Omit<GoodsOfEvent, 'names'> & { readonly contact: number; readonly since: number },
): Promise<boolean> {
  if (productIds.length === 0) return false;
  const row = await tx.get(
    `SELECT o.id FROM orders o JOIN order_line l ON l."order" = o.id
      WHERE o.contact = ? AND (o.placed_at > ? OR o.paid_at > ? OR o.completed_at > ?)${shop === null ? '' : ' AND o.shop = ?'}
        AND l.product_external_id IN (${productIds.map(() => '?').join(', ')}) AND ${purchaseCondition('o')} LIMIT 1`,
    [contact, since, since, since, ...(shop === null ? [] : [shop]), ...productIds],
  );
  return row !== undefined;
}
