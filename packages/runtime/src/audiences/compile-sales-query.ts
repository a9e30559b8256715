import { CodedUserError, hours, minutes } from '../shared';
import { minimumTotalCondition } from './minimum-total';
import { purchaseCondition } from './purchase-condition';
import type { SalesFilter } from './sales-filter';
import { spellingsOf } from './spellings';
import { placeholders, type SqlCondition } from './sql-condition';

/** A shop's clock may run ahead of ours: an order that was placed so shortly after `asOf` is in the window. */
const CLOCK_SKEW = minutes(5);

/** Whose orders are counted, and the instant (UTC epoch ms) that windows are counted back from. */
export interface SalesScope {
  readonly workspace: number;
  readonly contact: number;
  readonly asOf: number;
}

/** The one row that the compiled query gives. Amounts are minor units of `currency`, instants UTC epoch ms. */
export interface SalesRow {
  count: number;
  /** How many of the orders are in `currency`: those that add up. */
  countInCurrency: number;
  includesFirstPurchase: number;
  sum: number;
  largest: number;
  currency: string | null;
  firstAt: number | null;
  lastAt: number | null;
}

/**
 * Compiles a filter to one query over a contact's orders, the same on SQLite and Postgres.
 * @throws FILTER_INVALID when the minimum or the window is not a usable number
 */
export function compileSalesQuery({ workspace, contact, asOf }: SalesScope, filter: SalesFilter): SqlCondition {
  const matching = allOf([
    { sql: 'o.workspace = ? AND o.contact = ? AND o.is_deleted = 0', parameters: [workspace, contact] },
    statusCondition(filter),
    windowCondition(filter, asOf),
    ...(filter.minimumTotal?.trim() ? [minimumTotalCondition('o', filter.minimumTotal)] : []),
    ...lineCondition(filter),
  ]);
  const sql = `WITH matching AS (
      SELECT o.id, o.currency, o.placed_at, o.total - o.refunded AS net FROM orders o WHERE ${matching.sql}
    ), latest AS (
      SELECT currency FROM matching ORDER BY placed_at DESC, id DESC LIMIT 1
    ), first_purchase AS (
      SELECT p.id FROM orders p WHERE p.workspace = ? AND p.contact = ? AND ${purchaseCondition('p')}
      ORDER BY p.placed_at, p.id LIMIT 1
    )
    SELECT COUNT(*) AS "count",
      COUNT(CASE WHEN m.currency = l.currency THEN 1 END) AS "countInCurrency",
      CAST(COALESCE(SUM(CASE WHEN m.currency = l.currency THEN m.net END), 0) AS BIGINT) AS "sum",
      COALESCE(MAX(CASE WHEN m.currency = l.currency THEN m.net END), 0) AS "largest",
      MAX(l.currency) AS "currency", MIN(m.placed_at) AS "firstAt", MAX(m.placed_at) AS "lastAt",
      COALESCE(MAX(CASE WHEN m.id = (SELECT id FROM first_purchase) THEN 1 ELSE 0 END), 0) AS "includesFirstPurchase"
    FROM matching m CROSS JOIN latest l`;
  return { sql, parameters: [...matching.parameters, workspace, contact] };
}

function statusCondition(filter: SalesFilter): SqlCondition {
  const statuses = cleaned(filter.statuses);
  if (statuses.length === 0) return { sql: purchaseCondition('o'), parameters: [] };
  return { sql: `o.status IN (${placeholders(statuses)})`, parameters: statuses };
}

function windowCondition({ withinHours }: SalesFilter, asOf: number): SqlCondition {
  if (withinHours === undefined) return { sql: '1 = 1', parameters: [] };
  if (!Number.isFinite(withinHours) || withinHours <= 0) {
    throw new CodedUserError(
      'FILTER_INVALID',
      `A window of ${withinHours} hours holds no orders. Give a number above 0, or leave the window out.`,
    );
  }
  const opens = Math.round(asOf - hours(withinHours).milliseconds);
  return { sql: 'o.placed_at > ? AND o.placed_at <= ?', parameters: [opens, asOf + CLOCK_SKEW.milliseconds] };
}

/** One line of the order must be of the products, the SKUs and the categories. */
function lineCondition(filter: SalesFilter): SqlCondition[] {
  const products = cleaned(filter.productIds);
  const skus = cleaned(filter.skus);
  const categories = cleaned(filter.categories);
  const conditions: SqlCondition[] = [];
  if (products.length > 0) {
    const list = placeholders(products);
    conditions.push({
      sql: `(line.product_external_id IN (${list}) OR line.variation_external_id IN (${list}))`,
      parameters: [...products, ...products],
    });
  }
  if (skus.length > 0) conditions.push({ sql: `line.sku IN (${placeholders(skus)})`, parameters: skus });
  if (categories.length > 0) conditions.push(categoryCondition(categories));
  if (conditions.length === 0) return [];
  const { sql, parameters } = allOf(conditions);
  return [{ sql: `EXISTS (SELECT 1 FROM order_line line WHERE line."order" = o.id AND ${sql})`, parameters }];
}

function categoryCondition(categories: string[]): SqlCondition {
  const names = [...new Set(categories.flatMap(spellingsOf))];
  return {
    sql: `EXISTS (SELECT 1 FROM product_category c
      WHERE c.shop = o.shop AND c.product_external_id = line.product_external_id AND (c.category_id IN (${placeholders(categories)})
        OR LOWER(c.slug) IN (${placeholders(names)}) OR LOWER(c.name) IN (${placeholders(names)})))`,
    parameters: [...categories, ...names, ...names],
  };
}

function allOf(conditions: SqlCondition[]): SqlCondition {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

const cleaned = (values: string[] = []): string[] => values.map((value) => value.trim()).filter(Boolean);
