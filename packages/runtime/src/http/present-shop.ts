import type { Shop } from '../shops';
import { toIso, toIsoOrNull } from './iso';
import type { ShopAnswer } from './schemas/shop';

/** A shop as the API shows it. @param publicUrl without a trailing slash */
export function presentShop(shop: Shop, publicUrl: string): ShopAnswer {
  return {
    id: shop.id,
    type: shop.type,
    name: shop.name,
    url: shop.url,
    locale: shop.locale,
    webhookUrl: `${publicUrl}/shops/${shop.id}/woocommerce`,
    lastEventAt: toIsoOrNull(shop.lastEventAt),
    createdAt: toIso(shop.createdAt),
    updatedAt: toIso(shop.updatedAt),
  };
}
