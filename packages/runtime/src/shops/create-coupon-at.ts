import { CodedUserError } from '../shared';
import type { ShopStore } from './shop-store';
import type { ShopCoupon, SourceOf } from './sync';

interface Dependencies {
  readonly shops: Pick<ShopStore, 'list' | 'get' | 'secrets'>;
  readonly sourceOf: SourceOf;
}

/**
 * Makes a coupon at a shop, or, where none is named, at the oldest one of the workspace that can.
 * @returns when it ends (UTC epoch ms), as the shop has it
 * @throws SHOP_NOT_FOUND, SHOP_MAKES_NO_COUPONS, and what the shop says
 */
export async function createCouponAt(
  { workspace, shop: id }: { readonly workspace: number; readonly shop: string | undefined },
  coupon: ShopCoupon,
  { shops, sourceOf }: Dependencies,
): Promise<number | null> {
  const candidates = id === undefined ? await shops.list(workspace) : [await shops.get(workspace, id)];
  for (const shop of candidates) {
    const source = sourceOf(shop, await shops.secrets(shop.id));
    if (source.createCoupon) return await source.createCoupon(coupon);
  }
  const message = 'No shop is connected that could make a coupon: connect one, or fill a coupon pool.';
  throw new CodedUserError('SHOP_MAKES_NO_COUPONS', message);
}
