import type { StoredEvent } from '../events';
import { productNames } from './product-names';

/** By what a product that something happened to is found again. */
export interface GoodsOfEvent {
  /** The shop that told of it; null for none: then interest at any shop counts. */
  readonly shop: string | null;
  /** As `interest` has them: those of a variation and of its product. */
  readonly names: readonly string[];
  /** As lines of orders have them: the product, whichever variation was bought. */
  readonly productIds: readonly string[];
}

export function goodsOfEvent({ shop, payload }: StoredEvent): GoodsOfEvent {
  const { id, parentId, sku } = payload.product ?? {};
  const productIds = [parentId ?? id].flatMap((each) => each ?? []);
  return { shop, names: productNames({ ids: [id, parentId], sku }), productIds };
}
