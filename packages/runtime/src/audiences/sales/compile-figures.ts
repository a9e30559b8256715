import { purchaseCondition } from '../purchase-condition';
import { raw, sql, type Sql } from '../sql';
import type { Moment } from '../window';
import { matchingOrders } from './matching-orders';
import type { SalesFilter } from './sales-filter';

/** Whose orders are counted, and the instant (UTC epoch ms) that windows are counted back from. */
export interface SalesScope extends Moment {
  readonly workspace: number;
  readonly contact: number;
}

/** The one row that the compiled query gives. Amounts are minor units of `currency`, instants UTC epoch ms. */
export interface SalesRow {
  count: number;
  /** How many of the orders are in `currency`: those that add up. */
  countInCurrency: number;
  includesFirstPurchase: number;
  sum: number;
  largest: number;
  latest: number;
  currency: string | null;
  firstAt: number | null;
  lastAt: number | null;
}

/**
 * Compiles a filter to one query for all figures of a contact's orders at once, the same on SQLite and Postgres.
 * @throws FILTER_INVALID when the minimum or the window is not usable
 */
export function compileFigures({ workspace, contact, ...moment }: SalesScope, filter: SalesFilter): Sql {
  return sql`WITH matching AS (
      SELECT o.id, o.currency, o.placed_at, o.total - o.refunded AS net FROM orders o
      WHERE ${matchingOrders(sql`${contact}`, filter, { workspace, ...moment })}
    ), latest AS (
      SELECT currency, net FROM matching ORDER BY placed_at DESC, id DESC LIMIT 1
    ), first_purchase AS (
      SELECT p.id FROM orders p WHERE p.workspace = ${workspace} AND p.contact = ${contact} AND ${raw(purchaseCondition('p'))}
      ORDER BY p.placed_at, p.id LIMIT 1
    )
    SELECT COUNT(*) AS "count",
      COUNT(CASE WHEN m.currency = l.currency THEN 1 END) AS "countInCurrency",
      CAST(COALESCE(SUM(CASE WHEN m.currency = l.currency THEN m.net END), 0) AS BIGINT) AS "sum",
      COALESCE(MAX(CASE WHEN m.currency = l.currency THEN m.net END), 0) AS "largest",
      MAX(l.net) AS "latest", MAX(l.currency) AS "currency", MIN(m.placed_at) AS "firstAt", MAX(m.placed_at) AS "lastAt",
      COALESCE(MAX(CASE WHEN m.id = (SELECT id FROM first_purchase) THEN 1 ELSE 0 END), 0) AS "includesFirstPurchase"
    FROM matching m CROSS JOIN latest l`;
}
