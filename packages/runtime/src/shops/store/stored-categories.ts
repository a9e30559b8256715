import type { Transaction } from '../../db';
import type { CategorySnapshot } from '../../events';
import type { Shop } from '../shop';

/** The categories of some products of a shop, by product id. Products that are not known yet have none. */
export async function findCategories(
  tx: Transaction,
  shop: string,
  products: readonly string[],
): Promise<Map<string, CategorySnapshot[]>> {
  const found = new Map<string, CategorySnapshot[]>();
  const ids = [...new Set(products)];
  if (ids.length === 0) return found;
  const rows = await tx.all<CategorySnapshot & { product: string }>(
    `SELECT product_external_id AS product, category_id AS id, name, slug FROM product_category
      WHERE shop = ? AND product_external_id IN (${ids.map(() => '?').join(', ')})`,
    [shop, ...ids],
  );
  rows.sort((one, other) => (one.id < other.id ? -1 : 1));
  for (const { product, id, name, slug } of rows) {
    const categories = found.get(product) ?? [];
    categories.push({ id, name, slug });
    found.set(product, categories);
  }
  return found;
}

export async function storeCategories(
  tx: Transaction,
  shop: Shop,
  product: string,
  categories: readonly CategorySnapshot[],
): Promise<void> {
  await tx.run('DELETE FROM product_category WHERE shop = ? AND product_external_id = ?', [shop.id, product]);
  for (const { id, name, slug } of categories) {
    await tx.run(
      `INSERT INTO product_category (workspace, shop, product_external_id, category_id, name, slug)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (shop, product_external_id, category_id) DO NOTHING`,
      [shop.workspace, shop.id, product, id, name, slug],
    );
  }
}
