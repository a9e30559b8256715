import type { Queries } from '../../db';
import type { ShopOrderLine } from './shop-order';

/** What an SKU is at a shop, as far as its products are known. */
export async function findGoodsBySku(
  queries: Queries,
  shop: string,
  sku: string,
): Promise<Pick<ShopOrderLine, 'productId' | 'variationId' | 'image'> | undefined> {
  const row = await queries.get<{ id: string; parentId: string | null; image: string | null }>(
    `SELECT external_id AS id, parent_external_id AS "parentId", image FROM product
      WHERE shop = ? AND sku = ? AND is_deleted = 0 ORDER BY id LIMIT 1`,
    [shop, sku],
  );
  if (!row) return undefined;
  const { id, parentId, image } = row;
  return parentId === null
    ? { productId: id, variationId: null, image }
    : { productId: parentId, variationId: id, image };
}

export interface SoldOutProduct {
  /** The shop's id. */
  readonly id: string;
  readonly sku: string;
}

/** Products that were out of stock when they were seen last, in the order of their ids as texts. @param after an id, exclusive */
export async function findSoldOut(
  queries: Queries,
  shop: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<SoldOutProduct[]> {
  return await queries.all<SoldOutProduct>(
    `SELECT external_id AS id, sku FROM product WHERE shop = ? AND external_id > ? AND stock_status = 'outofstock'
      AND is_deleted = 0 ORDER BY external_id LIMIT ?`,
    [shop, after, limit],
  );
}
