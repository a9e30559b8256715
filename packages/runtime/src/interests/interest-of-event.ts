import type { CartSnapshot, OrderLineSnapshot, ProductSnapshot, StoredEvent } from '../events';
import type { InterestChange, KeptKind } from './interest';
import { productNames } from './product-names';

/** What a contact does with a product, and what that says. */
const OF_PRODUCTS: Readonly<Record<string, readonly [kind: KeptKind, effect: 'shown' | 'ended']>> = {
  'product.viewed': ['viewed', 'shown'],
  'product.added_to_wishlist': ['wishlist', 'shown'],
  'product.removed_from_wishlist': ['wishlist', 'ended'],
  'product.added_to_cart': ['cart', 'shown'],
  'product.removed_from_cart': ['cart', 'ended'],
};
const OF_CARTS: readonly string[] = ['cart.updated', 'checkout.started'];

/** The types of events that may say anything about interest. */
export const INTEREST_EVENTS: readonly string[] = [...Object.keys(OF_PRODUCTS), ...OF_CARTS];

/** Of a larger cart these are looked at: nobody puts more into one by hand. */
const MOST_LINES = 100;

/** What an event says about its contact's interest; undefined where it says nothing. */
export function interestOfEvent({ type, payload }: Pick<StoredEvent, 'type' | 'payload'>): InterestChange | undefined {
  const ofProduct = OF_PRODUCTS[type];
  if (ofProduct) {
    const [kind, effect] = ofProduct;
    const names = namesOfProduct(payload.product, kind);
    return names.length === 0 ? undefined : { kind, names, effect };
  }
  const lines = OF_CARTS.includes(type) ? payload.cart?.lines : undefined;
  if (!Array.isArray(lines)) return undefined;
  const told = (lines as CartSnapshot['lines']).slice(0, MOST_LINES);
  const names = [...new Set(told.flatMap(namesOfLine))].sort();
  return { kind: 'cart', names, effect: 'all' };
}

/** Who looks at a variation looks at its product. Who puts one into a cart wants that one. */
function namesOfProduct(product: Partial<ProductSnapshot> | undefined, kind: KeptKind): string[] {
  const { id, parentId, sku } = product ?? {};
  return productNames({ ids: kind === 'cart' ? [id] : [id, parentId], sku });
}

function namesOfLine({ productId, variationId, sku }: OrderLineSnapshot): string[] {
  return productNames({ ids: [variationId ?? productId], sku });
}
