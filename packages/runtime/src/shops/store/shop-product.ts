import type { CategorySnapshot } from '../../events';

/** A shop's product or variation in our terms. */
export interface ShopProduct {
  readonly id: string;
  /** Of a variation; null for a product. */
  readonly parentId: string | null;
  readonly sku: string;
  readonly name: string;
  /** "publish", "draft", "private", … */
  readonly status: string;
  /** Products name no currency: that of the shop's orders, null before there is one. */
  readonly currency: string | null;
  /** Minor units; null where there is no price. */
  readonly price: number | null;
  readonly stockStatus: string;
  readonly stockQuantity: number | null;
  readonly categories: readonly CategorySnapshot[];
  readonly url: string | null;
  readonly image: string | null;
  /** How many days one piece lasts, where an attribute of the product says so. */
  readonly cycleDays?: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}
