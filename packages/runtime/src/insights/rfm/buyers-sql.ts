import { purchaseCondition, sql, type Sql } from '../../audiences';

export interface BuyersScope {
  readonly workspace: number;
  /** Orders in other currencies count, but do not add up. */
  readonly currency: string;
  /** UTC epoch ms. */
  readonly asOf: number;
}

/** One buyer: amounts are minor units, net of refunds; instants UTC epoch ms; days since 1970. */
export interface BuyerRow {
  readonly contact: number;
  readonly orders: number;
  readonly total: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly lastDay: number;
}

/** SQL for the figures of everybody who bought. @param page contacts after one (by id), in their order */
export function buyersSql({ workspace, currency }: BuyersScope, page?: { after: number; limit: number }): Sql {
  const of = page ? sql`o.contact > ${page.after}` : sql`o.contact IS NOT NULL`;
  const end = page ? sql` ORDER BY o.contact LIMIT ${page.limit}` : sql``;
  const purchase = { text: purchaseCondition('o'), parameters: [] };
  return sql`SELECT o.contact AS contact, COUNT(*) AS orders,
      CAST(SUM(CASE WHEN o.currency = ${currency} THEN o.total - o.refunded ELSE 0 END) AS BIGINT) AS total,
      MIN(o.placed_at) AS first_at, MAX(o.placed_at) AS last_at, MAX(o.placed_at) / 86400000 AS last_day
    FROM orders o WHERE ${of} AND o.workspace = ${workspace} AND ${purchase} GROUP BY o.contact${end}`;
}
