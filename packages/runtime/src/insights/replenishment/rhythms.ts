import { purchaseCondition, sql, type Sql } from '../../audiences';
import type { Queries } from '../../db';
import { SHORTEST_INTERVAL } from '../products/figures';

/** What is known of a contact and a product that runs out. */
export interface Rhythm {
  readonly contact: number;
  readonly shop: string;
  readonly product: string;
  /** The latest purchase: when, and how many pieces. */
  readonly lastAt: number;
  readonly quantity: number;
  /** How long one piece lasts in days: as the shop says, as the contact does (the median of at least two intervals), as all do. */
  readonly saidDays: number | null;
  readonly ownDays: number | null;
  readonly commonDays: number | null;
  readonly leadDays: number | null;
}

const PURCHASE: Sql = { text: purchaseCondition('o'), parameters: [] };

/** SQL for the rhythms of contacts after one and up to another (by id): of products only that run out. */
export function rhythmsSql({ workspace, after, to }: { workspace: number; after: number; to: number }): Sql {
  return sql`WITH bought AS (SELECT o.contact AS contact, o.shop AS shop, l.product_external_id AS product, o.id AS id, o.placed_at AS placed_at,
        SUM(l.quantity) AS quantity
      FROM orders o JOIN order_line l ON l."order" = o.id
      WHERE o.contact > ${after} AND o.contact <= ${to} AND o.workspace = ${workspace} AND ${PURCHASE}
      GROUP BY o.contact, o.shop, l.product_external_id, o.id, o.placed_at),
    spaced AS (SELECT contact, shop, product, placed_at, quantity,
        LEAD(placed_at) OVER (PARTITION BY contact, shop, product ORDER BY placed_at, id) - placed_at AS gap,
        ROW_NUMBER() OVER (PARTITION BY contact, shop, product ORDER BY placed_at DESC, id DESC) AS back FROM bought),
    kept AS (SELECT contact, shop, product, CAST(gap AS DOUBLE PRECISION) / quantity AS unit FROM spaced
      WHERE gap >= ${SHORTEST_INTERVAL.milliseconds} AND quantity > 0),
    ranked AS (SELECT contact, shop, product, unit, ROW_NUMBER() OVER (PARTITION BY contact, shop, product ORDER BY unit) AS place,
        COUNT(*) OVER (PARTITION BY contact, shop, product) AS total FROM kept),
    own AS (SELECT contact, shop, product, AVG(unit) / 86400000 AS own_days FROM ranked
      WHERE total >= 2 AND place IN ((total + 1) / 2, (total + 2) / 2) GROUP BY contact, shop, product)
    SELECT s.contact, s.shop, s.product, s.placed_at AS "lastAt", CAST(s.quantity AS BIGINT) AS "quantity", p.cycle_days AS "saidDays",
      w.own_days AS "ownDays", f.interval_days AS "commonDays", p.lead_days AS "leadDays"
    FROM spaced s LEFT JOIN product p ON p.shop = s.shop AND p.external_id = s.product
    LEFT JOIN own w ON w.contact = s.contact AND w.shop = s.shop AND w.product = s.product
    LEFT JOIN product_figure f ON f.shop = s.shop AND f.product = s.product
    WHERE s.back = 1 AND s.quantity > 0 AND (p.cycle_days IS NOT NULL OR w.own_days IS NOT NULL OR f.interval_days IS NOT NULL)
    ORDER BY s.contact, s.shop, s.product`;
}

/** The rhythms of one contact, as they are this moment. */
export async function rhythmsOf(queries: Queries, workspace: number, contact: number): Promise<Rhythm[]> {
  const { text, parameters } = rhythmsSql({ workspace, after: contact - 1, to: contact });
  return await queries.all<Rhythm>(text, parameters);
}
