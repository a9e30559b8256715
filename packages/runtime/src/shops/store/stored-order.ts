import type { Transaction } from '../../db';
import { CodedUnexpectedError } from '../../shared';
import type { Shop } from '../shop';
import { readCount } from './loose-json';
import { refundedOf, type ShopOrder, type ShopOrderLine } from './shop-order';

/** The row of an order. Amounts are integer minor units, instants UTC epoch ms. */
export interface StoredOrder {
  readonly id: number;
  readonly externalId: string;
  readonly contact: number | null;
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly total: number;
  readonly totalTax: number;
  readonly discount: number;
  readonly shippingTotal: number;
  readonly refunded: number;
  readonly placedAt: number;
  readonly paidAt: number | null;
  readonly completedAt: number | null;
  readonly deliveredAt: number | null;
  readonly modifiedAt: number;
  readonly isDeleted: boolean;
}

type OrderRow = Omit<StoredOrder, 'isDeleted'> & { isDeleted: number };

export async function findOrder(tx: Transaction, shop: string, externalId: string): Promise<StoredOrder | undefined> {
  const row = await tx.get<OrderRow>(
    `SELECT id, external_id AS "externalId", contact, number, status, currency, total, total_tax AS "totalTax", discount,
        shipping AS "shippingTotal", refunded, placed_at AS "placedAt", paid_at AS "paidAt",
        completed_at AS "completedAt", delivered_at AS "deliveredAt", modified_at AS "modifiedAt", is_deleted AS "isDeleted"
      FROM orders WHERE shop = ? AND external_id = ?`,
    [shop, externalId],
  );
  return row && { ...row, isDeleted: row.isDeleted === 1 };
}

/** Orders of more lines are rare: each number of lines is a statement of its own, prepared once. */
const LINES_AT_ONCE = 20;

/**
 * Writes the order and its lines over what was stored of it.
 * @param isNew nothing was: then there are no lines to be taken away
 * @returns the order's id in this store
 */
export async function storeOrder(
  tx: Transaction,
  shop: Shop,
  order: ShopOrder,
  { contact, isNew }: { contact: number | null; isNew: boolean },
): Promise<number> {
  const row = await tx.get<{ id: number }>(
    `INSERT INTO orders (workspace, shop, external_id, number, contact, status, currency, total, total_tax, discount,
        shipping, refunded, placed_at, paid_at, completed_at, delivered_at, modified_at, is_deleted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      ON CONFLICT (shop, external_id) DO UPDATE SET number = excluded.number, contact = excluded.contact,
        status = excluded.status, currency = excluded.currency, total = excluded.total, total_tax = excluded.total_tax,
        discount = excluded.discount, shipping = excluded.shipping, refunded = excluded.refunded,
        placed_at = excluded.placed_at, paid_at = excluded.paid_at, completed_at = excluded.completed_at,
        delivered_at = COALESCE(orders.delivered_at, excluded.delivered_at), modified_at = excluded.modified_at,
        is_deleted = 0
      RETURNING id`,
    [
      shop.workspace,
      shop.id,
      order.id,
      order.number,
      contact,
      order.status,
      order.currency,
      order.total,
      order.totalTax,
      order.discount,
      order.shippingTotal,
      refundedOf(order),
      order.placedAt,
      order.paidAt,
      order.completedAt,
      order.deliveredAt,
      order.modifiedAt,
    ],
  );
  if (!row) throw new CodedUnexpectedError('INTERNAL', `Order ${order.id} could not be stored.`);
  if (!isNew) await tx.run('DELETE FROM order_line WHERE "order" = ?', [row.id]);
  for (let first = 0; first < order.lines.length; first += LINES_AT_ONCE) {
    await storeLines(tx, shop.workspace, row.id, order.lines.slice(first, first + LINES_AT_ONCE));
  }
  return row.id;
}

async function storeLines(
  tx: Transaction,
  workspace: number,
  order: number,
  lines: readonly ShopOrderLine[],
): Promise<void> {
  await tx.run(
    `INSERT INTO order_line (workspace, "order", external_id, product_external_id, variation_external_id, sku, name,
        quantity, total) VALUES ${lines.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    lines.flatMap((line) => [
      workspace,
      order,
      line.id,
      line.productId,
      line.variationId,
      line.sku,
      line.name,
      readCount(line.quantity) ?? 0,
      line.total,
    ]),
  );
}

/** The shop no longer has the order. What is known of it stays, and counts for nothing. */
export async function markOrderDeleted(tx: Transaction, id: number): Promise<void> {
  await tx.run('UPDATE orders SET is_deleted = 1 WHERE id = ?', [id]);
}
