import { list, purchaseCondition, sql, type Sql } from '../../audiences';
import type { Database } from '../../db';
import { TOGETHER_HALF_LIFE, weightSql, type FiguresScope } from './figures';

/** Fewer orders with both are chance. */
export const FEWEST_BASKETS = 5;
/** How many orders it takes until half of a pair's strength is believed. */
export const SHRINKAGE = 10;
/** Others that are kept of each product. */
export const MOST_OTHERS = 20;

/** Two products that are bought together more than chance would have it. */
export interface Pair {
  readonly product: string;
  readonly other: string;
  /** 1 for the strongest of the product. */
  readonly rank: number;
  /** Orders with both. */
  readonly baskets: number;
  /** How much more often than chance; above 1. */
  readonly lift: number;
  /** The cosine of the two, less where few orders speak for it. From 0 to 1. */
  readonly strength: number;
}

const PURCHASE: Sql = { text: purchaseCondition('o'), parameters: [] };

/**
 * What else is in the orders of some products. Ranked by cosine, not by lift, which makes much of what is rare. The
 * figures of all products of the shop have to be stored. `CROSS JOIN` lets SQLite begin with the few pairs, not with all
 * products.
 * @param everything the weight of all orders of the shop
 */
export async function pairsOf(
  database: Database,
  products: readonly string[],
  { workspace, shop, asOf, everything }: FiguresScope & { readonly everything: number },
): Promise<Pair[]> {
  const { text, parameters } = sql`WITH pair AS (
      SELECT a.product_external_id AS product, b.product_external_id AS other, o.id AS id, ${weightSql(asOf, TOGETHER_HALF_LIFE)} AS weight
      FROM order_line a JOIN orders o ON o.id = a."order" JOIN order_line b ON b."order" = o.id AND b.product_external_id <> a.product_external_id
      WHERE a.product_external_id IN (${list(products)}) AND o.workspace = ${workspace} AND o.shop = ${shop} AND ${PURCHASE}
      GROUP BY a.product_external_id, b.product_external_id, o.id, o.placed_at),
    counted AS (SELECT product, other, COUNT(*) AS baskets, SUM(weight) AS together FROM pair GROUP BY product, other HAVING COUNT(*) >= ${FEWEST_BASKETS}),
    scored AS (SELECT c.product, c.other, c.baskets, c.together * ${everything} / (p.weight * q.weight) AS lift,
        c.together / SQRT(p.weight * q.weight) * c.baskets / (c.baskets + ${SHRINKAGE}) AS strength
      FROM counted c CROSS JOIN product_figure p CROSS JOIN product_figure q
      WHERE p.shop = ${shop} AND p.product = c.product AND q.shop = ${shop} AND q.product = c.other AND p.weight > 0 AND q.weight > 0),
    ranked AS (SELECT product, other, baskets, lift, strength, ROW_NUMBER() OVER (PARTITION BY product ORDER BY strength DESC, other) AS place
      FROM scored WHERE lift > 1)
    SELECT product, other, place AS "rank", baskets, lift, strength FROM ranked WHERE place <= ${MOST_OTHERS} ORDER BY product, place`;
  return await database.allInBackground<Pair>(text, parameters);
}

/** The weight of all orders of a shop. */
export async function weightOfAll(database: Database, { workspace, shop, asOf }: FiguresScope): Promise<number> {
  const { text, parameters } = sql`SELECT SUM(${weightSql(asOf, TOGETHER_HALF_LIFE)}) AS "weight" FROM orders o
    WHERE o.workspace = ${workspace} AND o.shop = ${shop} AND ${PURCHASE}`;
  const [row] = await database.allInBackground<{ weight: number | null }>(text, parameters);
  return row?.weight ?? 0;
}
