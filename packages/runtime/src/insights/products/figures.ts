import { list, purchaseCondition, sql, type Sql } from '../../audiences';
import type { Database } from '../../db';
import { days } from '../../shared';

/** What was sold half a year ago counts half as much for what goes together, and a month ago for what sells best. */
export const TOGETHER_HALF_LIFE = days(180);
export const POPULAR_HALF_LIFE = days(30);
/** Two purchases so close together are one that was split, not a rhythm. */
export const SHORTEST_INTERVAL = days(3);
/** Fewer intervals, or fewer buyers who came back, are chance. */
export const FEWEST_INTERVALS = 5;
export const LEAST_REPEATING = 0.2;

export interface FiguresScope {
  readonly workspace: number;
  readonly shop: string;
  readonly asOf: number;
}

export interface ProductFigures {
  readonly product: string;
  readonly units: number;
  readonly orders: number;
  /** Orders, recent ones counting most. */
  readonly popularity: number;
  readonly weight: number;
  /** How long one piece lasts (days, the median of all who bought it again), where that can be said. */
  readonly intervalDays: number | null;
  readonly intervals: number;
}

const PURCHASE: Sql = { text: purchaseCondition('o'), parameters: [] };

/** SQL for what an order `o` counts as of an instant: half as much after each half-life. */
export const weightSql = (asOf: number, halfLife: { readonly milliseconds: number }): Sql =>
  sql`POWER(CAST(2 AS DOUBLE PRECISION), CAST(o.placed_at - ${asOf} AS DOUBLE PRECISION) / ${halfLife.milliseconds})`;

/** SQL for the purchases `o` of products in their lines `l`: one row for each order and product. */
function purchasesSql(products: readonly string[], { workspace, shop, asOf }: FiguresScope): Sql {
  return sql`SELECT l.product_external_id AS product, o.id AS id, o.contact AS contact, o.placed_at AS placed_at, SUM(l.quantity) AS quantity,
      ${weightSql(asOf, POPULAR_HALF_LIFE)} AS popularity, ${weightSql(asOf, TOGETHER_HALF_LIFE)} AS weight
    FROM order_line l JOIN orders o ON o.id = l."order"
    WHERE l.product_external_id IN (${list(products)}) AND o.workspace = ${workspace} AND o.shop = ${shop} AND ${PURCHASE}
    GROUP BY l.product_external_id, o.id, o.contact, o.placed_at`;
}

/** The figures of some products; none of those that were never sold. */
export async function figuresOf(
  database: Database,
  products: readonly string[],
  scope: FiguresScope,
): Promise<ProductFigures[]> {
  const { text, parameters } = sql`WITH bought AS (${purchasesSql(products, scope)}),
    totals AS (SELECT product, SUM(quantity) AS units, COUNT(*) AS orders, SUM(popularity) AS popularity, SUM(weight) AS weight,
      COUNT(DISTINCT contact) AS buyers FROM bought GROUP BY product),
    spaced AS (SELECT product, contact, quantity, LEAD(placed_at) OVER (PARTITION BY product, contact ORDER BY placed_at, id) - placed_at AS gap
      FROM bought WHERE contact IS NOT NULL),
    kept AS (SELECT product, contact, CAST(gap AS DOUBLE PRECISION) / quantity AS unit FROM spaced
      WHERE gap >= ${SHORTEST_INTERVAL.milliseconds} AND quantity > 0),
    ranked AS (SELECT product, contact, unit, ROW_NUMBER() OVER (PARTITION BY product ORDER BY unit) AS place, COUNT(*) OVER (PARTITION BY product) AS total FROM kept),
    medians AS (SELECT product, AVG(unit) AS median, MAX(total) AS total FROM ranked WHERE place IN ((total + 1) / 2, (total + 2) / 2) GROUP BY product),
    repeating AS (SELECT product, COUNT(DISTINCT contact) AS contacts FROM kept GROUP BY product)
    SELECT t.product, CAST(t.units AS BIGINT) AS units, t.orders, t.popularity, t.weight, t.buyers AS "buyers", m.median / 86400000 AS "median",
      COALESCE(m.total, 0) AS "intervals", COALESCE(r.contacts, 0) AS "repeating"
    FROM totals t LEFT JOIN medians m ON m.product = t.product LEFT JOIN repeating r ON r.product = t.product ORDER BY t.product`;
  const rows = await database.allInBackground<FigureRow>(text, parameters);
  return rows.map(({ buyers, repeating, median, ...row }) => {
    const isRhythm = row.intervals >= FEWEST_INTERVALS && repeating >= LEAST_REPEATING * buyers;
    return { ...row, intervalDays: isRhythm ? median : null };
  });
}

type FigureRow = Omit<ProductFigures, 'intervalDays'> & {
  readonly median: number | null;
  readonly buyers: number;
  readonly repeating: number;
};
