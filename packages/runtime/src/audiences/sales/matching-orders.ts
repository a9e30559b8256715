import { purchaseCondition } from '../purchase-condition';
import { spellingsOf } from '../spellings';
import { join, list, raw, sql, type Sql } from '../sql';
import { windowSql, type Moment } from '../window';
import { minimumTotalSql } from './minimum-total';
import type { SalesFilter } from './sales-filter';

/**
 * SQL that holds for the orders `o` of a contact that a filter means.
 * @param contact whose orders: SQL for an id
 * @throws FILTER_INVALID when the minimum or the window is not usable
 */
export function matchingOrders(workspace: number, contact: Sql, filter: SalesFilter, moment: Moment): Sql {
  return join(
    [
      sql`o.contact = ${contact} AND o.workspace = ${workspace} AND o.is_deleted = 0`,
      statusSql(filter),
      windowSql('o.placed_at', filter, moment),
      ...(filter.minimumTotal?.trim() ? [minimumTotalSql(filter.minimumTotal)] : []),
      ...lineSql(filter),
    ],
    ' AND ',
  );
}

function statusSql(filter: SalesFilter): Sql {
  const statuses = cleaned(filter.statuses);
  return statuses.length === 0 ? raw(purchaseCondition('o')) : sql`o.status IN (${list(statuses)})`;
}

/** One line of the order must be of the products, the SKUs and the categories. */
function lineSql(filter: SalesFilter): Sql[] {
  const products = cleaned(filter.productIds);
  const skus = cleaned(filter.skus);
  const categories = cleaned(filter.categories);
  const conditions: Sql[] = [];
  if (products.length > 0) {
    conditions.push(
      sql`(line.product_external_id IN (${list(products)}) OR line.variation_external_id IN (${list(products)}))`,
    );
  }
  if (skus.length > 0) conditions.push(sql`line.sku IN (${list(skus)})`);
  if (categories.length > 0) conditions.push(categorySql(categories));
  if (conditions.length === 0) return [];
  return [sql`EXISTS (SELECT 1 FROM order_line line WHERE line."order" = o.id AND ${join(conditions, ' AND ')})`];
}

function categorySql(categories: string[]): Sql {
  const names = [...new Set(categories.flatMap(spellingsOf))];
  return sql`EXISTS (SELECT 1 FROM product_category k
    WHERE k.shop = o.shop AND k.product_external_id = line.product_external_id AND (k.category_id IN (${list(categories)})
      OR LOWER(k.slug) IN (${list(names)}) OR LOWER(k.name) IN (${list(names)})))`;
}

const cleaned = (values: string[] = []): string[] => values.map((value) => value.trim()).filter(Boolean);
