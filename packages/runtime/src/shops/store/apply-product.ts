import type { CategorySnapshot } from '../../events';
import { applyProductDeletion } from './apply-deletion';
import { APPLIED, ignored, type ApplyContext, type Outcome } from './apply-context';
import { deriveProductFacts } from './derive-product-facts';
import { productSnapshot } from './product-snapshot';
import type { ShopProduct } from './shop-product';
import { findCategories } from './stored-categories';
import { findProduct, storeProduct } from './stored-product';

/** Compares a product with what is stored of it, stores it, and publishes what has happened in between. */
export async function applyProduct(context: ApplyContext, product: ShopProduct): Promise<Outcome> {
  const { tx, shop, tidings } = context;
  if (product.status === 'trash') return await applyProductDeletion(context, product.id);
  const stored = await findProduct(tx, shop.id, product.id);
  const isLate = stored !== undefined && product.modifiedAt < stored.modifiedAt;
  const facts = deriveProductFacts(stored, product, { tidings, connectedAt: shop.createdAt });
  if (!isLate) await storeProduct(tx, shop, product);

  const snapshot = productSnapshot(product, {
    previousPrice: stored?.price ?? null,
    categories: await categoriesOf(context, product),
  });
  let published = 0;
  for (const { type, occurredAt, discriminator } of facts) {
    const isPublished = await context.publish({
      type,
      subject: product.id,
      discriminator,
      contact: null,
      occurredAt,
      payload: { product: snapshot },
    });
    if (isPublished) published++;
  }
  return isLate && published === 0 ? ignored(`product ${product.id} is stored in a later state`) : APPLIED;
}

/** A variation names no categories: it is in those of its product. */
async function categoriesOf(
  { tx, shop }: ApplyContext,
  { parentId, categories }: ShopProduct,
): Promise<readonly CategorySnapshot[]> {
  if (!parentId || categories.length > 0) return categories;
  return (await findCategories(tx, shop.id, [parentId])).get(parentId) ?? [];
}
