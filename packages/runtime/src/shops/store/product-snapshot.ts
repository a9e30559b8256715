import type { CategorySnapshot, ProductSnapshot } from '../../events';
import { toMajor } from './order-snapshot';
import type { ShopProduct } from './shop-product';

/** What journeys see of a product. A variation is in the categories of its product. */
export function productSnapshot(
  product: Omit<ShopProduct, 'createdAt'>,
  around: { readonly previousPrice: number | null; readonly categories: readonly CategorySnapshot[] },
): ProductSnapshot {
  const major = (amount: number | null): number | null =>
    amount === null ? null : toMajor(amount, product.currency ?? '');
  const { id, parentId, sku, name, stockStatus, stockQuantity, url, image } = product;
  return {
    id,
    parentId,
    sku,
    name,
    price: major(product.price),
    previousPrice: major(around.previousPrice),
    stockStatus,
    stockQuantity,
    categories: around.categories,
    url,
    image,
  };
}
