import type { Transaction } from '../../db';
import type { CategorySnapshot } from '../../events';
import type { Shop } from '../shop';
import { storeCategories } from './stored-categories';
import type { ShopProduct } from './shop-product';

/** The row of a product or variation. */
export interface StoredProduct extends Omit<ShopProduct, 'createdAt'> {
  readonly shop: string;
  readonly isDeleted: boolean;
}

type ProductRow = Omit<StoredProduct, 'isDeleted' | 'categories'> & { isDeleted: number; categories: string };

export async function findProduct(tx: Transaction, shop: string, id: string): Promise<StoredProduct | undefined> {
  const row = await tx.get<ProductRow>(
    `SELECT shop, external_id AS id, parent_external_id AS "parentId", sku, name, status, currency, price,
        stock_status AS "stockStatus", stock_quantity AS "stockQuantity", categories, url, image,
        modified_at AS "modifiedAt", is_deleted AS "isDeleted"
      FROM product WHERE shop = ? AND external_id = ?`,
    [shop, id],
  );
  return (
    row && {
      ...row,
      isDeleted: row.isDeleted === 1,
      categories: JSON.parse(row.categories) as CategorySnapshot[],
    }
  );
}

/** Writes the product and its categories over what was stored of it. */
export async function storeProduct(tx: Transaction, shop: Shop, product: ShopProduct): Promise<void> {
  await tx.run(
    `INSERT INTO product (workspace, shop, external_id, parent_external_id, sku, name, status, currency, price,
        stock_status, stock_quantity, categories, url, image, modified_at, cycle_days, is_deleted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      ON CONFLICT (shop, external_id) DO UPDATE SET parent_external_id = excluded.parent_external_id, sku = excluded.sku,
        name = excluded.name, status = excluded.status, currency = excluded.currency, price = excluded.price,
        stock_status = excluded.stock_status, stock_quantity = excluded.stock_quantity,
        categories = excluded.categories, url = excluded.url, image = excluded.image,
        modified_at = excluded.modified_at, is_deleted = 0,
        cycle_days = COALESCE(excluded.cycle_days, product.cycle_days)`,
    [
      shop.workspace,
      shop.id,
      product.id,
      product.parentId,
      product.sku,
      product.name,
      product.status,
      product.currency,
      product.price,
      product.stockStatus,
      product.stockQuantity,
      JSON.stringify(product.categories),
      product.url,
      product.image,
      product.modifiedAt,
      product.cycleDays ?? null,
    ],
  );
  await storeCategories(tx, shop, product.id, product.categories);
}

export async function markProductDeleted(tx: Transaction, { shop, id }: StoredProduct): Promise<void> {
  await tx.run('UPDATE product SET is_deleted = 1 WHERE shop = ? AND external_id = ?', [shop, id]);
}

/** The currency that a shop sells in, as it said itself or as its orders tell; null before the first. */
export async function findShopCurrency(tx: Transaction, { id: shop, currency }: Shop): Promise<string | null> {
  if (currency) return currency;
  const row = await tx.get<{ currency: string }>('SELECT currency FROM orders WHERE shop = ? LIMIT 1', [shop]);
  return row?.currency ?? null;
}
