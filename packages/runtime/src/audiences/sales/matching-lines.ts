import { spellingsOf } from '../spellings';
import { join, list, sql, type Sql } from '../sql';
import type { SalesFilter } from './sales-filter';

/** SQL that holds for orders `o` with a line that is of the products, the SKUs and the categories, all of them at once. */
export function linesSql(filter: SalesFilter, isWholeSet: boolean): Sql[] {
  const lines = conditionsOn(filter);
  const categories = cleaned(filter.categories);
  if (lines.length === 0 && categories.length === 0) return [];
  const inCategory = categories.length === 0 ? undefined : categorySql(categories);
  return [isWholeSet ? fromProducts(lines, inCategory) : fromOrder(lines, inCategory)];
}

/** Starts from the order: right for the few orders of one contact. */
function fromOrder(lines: readonly Sql[], inCategory: Sql | undefined): Sql {
  const ofProduct = sql`k.shop = o.shop AND k.product_external_id = line.product_external_id`;
  const category = inCategory && sql`EXISTS (SELECT 1 FROM product_category k WHERE ${ofProduct} AND ${inCategory})`;
  const conditions = [sql`line."order" = o.id`, ...lines, ...(category ? [category] : [])];
  return sql`EXISTS (SELECT 1 FROM order_line line WHERE ${join(conditions, ' AND ')})`;
}

/** Starts from the products: the orders that have them are found once, for all contacts. */
function fromProducts(lines: readonly Sql[], inCategory: Sql | undefined): Sql {
  if (!inCategory) return sql`o.id IN (SELECT line."order" FROM order_line line WHERE ${join(lines, ' AND ')})`;
  const conditions = join([inCategory, ...lines], ' AND ');
  return sql`(o.id, o.shop) IN (SELECT line."order", k.shop FROM product_category k
    JOIN order_line line ON line.product_external_id = k.product_external_id WHERE ${conditions})`;
}

function conditionsOn(filter: SalesFilter): Sql[] {
  const products = cleaned(filter.productIds);
  const skus = cleaned(filter.skus);
  const conditions: Sql[] = [];
  if (products.length > 0) {
    conditions.push(
      sql`(line.product_external_id IN (${list(products)}) OR line.variation_external_id IN (${list(products)}))`,
    );
  }
  if (skus.length > 0) conditions.push(sql`line.sku IN (${list(skus)})`);
  return conditions;
}

function categorySql(categories: string[]): Sql {
  const names = list([...new Set(categories.flatMap(spellingsOf))]);
  return sql`(k.category_id IN (${list(categories)}) OR LOWER(k.slug) IN (${names}) OR LOWER(k.name) IN (${names}))`;
}

export const cleaned = (values: string[] = []): string[] => values.map((value) => value.trim()).filter(Boolean);
