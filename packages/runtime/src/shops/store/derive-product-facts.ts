import type { EventType } from '../../events';
import { fractionDigits } from '../../shared';
import type { Tidings } from './apply-context';
import type { ShopProduct } from './shop-product';
import type { StoredProduct } from './stored-product';

/** Something that a shop says has happened to a product. */
export interface ProductFact {
  readonly type: EventType;
  readonly occurredAt: number;
  /** Empty for what can happen once only. */
  readonly discriminator: readonly number[];
}

/**
 * What has happened to a product since it was seen last. Shops say that a product changed at every sale and every edit of a
 * text that we do not keep: only a difference to what is stored counts, and a new stock quantity alone is none.
 */
export function deriveProductFacts(
  stored: StoredProduct | undefined,
  product: ShopProduct,
  around: { readonly tidings: Tidings; readonly connectedAt: number },
): ProductFact[] {
  const facts: ProductFact[] = [];
  const add = (type: EventType): void => {
    facts.push({ type, occurredAt: product.modifiedAt, discriminator: [product.modifiedAt] });
  };
  if (isNew(stored, product, around)) {
    facts.push({ type: 'product.created', occurredAt: product.createdAt, discriminator: [] });
  }
  if (!stored || product.modifiedAt < stored.modifiedAt) return facts;
  if (isDifferent(stored, product)) add('product.updated');
  if (!isOnSale(product)) return facts;
  if (isCheaper(stored, product)) add('product.price_dropped');
  if (stored.stockStatus === 'outofstock' && product.stockStatus === 'instock') add('product.back_in_stock');
  return facts;
}

/** Published for the first time. An update of a product that was there before the shop was connected makes it not new. */
function isNew(
  stored: StoredProduct | undefined,
  product: ShopProduct,
  { tidings, connectedAt }: Parameters<typeof deriveProductFacts>[2],
): boolean {
  if (!isOnSale(product)) return false;
  const isMadeSince = stored === undefined && product.createdAt >= connectedAt;
  return tidings === 'created' || stored?.status === 'draft' || isMadeSince;
}

function isOnSale({ status }: ShopProduct): boolean {
  return status === 'publish';
}

function isDifferent(stored: StoredProduct, product: ShopProduct): boolean {
  const keys = ['parentId', 'sku', 'name', 'status', 'price', 'stockStatus', 'url', 'image'] as const;
  return (
    stored.isDeleted ||
    keys.some((key) => stored[key] !== product[key]) ||
    JSON.stringify(stored.categories) !== JSON.stringify(product.categories)
  );
}

/** A price that was read before the currency was known compares where the currency has as many decimals as assumed. */
function isCheaper(stored: StoredProduct, product: ShopProduct): boolean {
  if (stored.price === null || product.price === null) return false;
  if (fractionDigits(stored.currency ?? '') !== fractionDigits(product.currency ?? '')) return false;
  return product.price < stored.price;
}
