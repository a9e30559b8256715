import type { ContactReference } from './people';

export type RecommendationStrategy =
  'alsoBought' | 'nextBestOffer' | 'bestSellers' | 'recentlyViewed' | 'replenishment';

export interface RecommendationRequest {
  contact: ContactReference;
  /** Tried one after the other until there are enough products. */
  strategies: RecommendationStrategy[];
  limit: number;
  /** Ids or SKUs that others go with; those of the contact's latest order where left out. */
  products?: string[];
  /** Ids, slugs or names. */
  categories?: string[];
  exclude?: string[];
  /** Major units. */
  minimumPrice?: number;
  maximumPrice?: number;
  shop?: string;
  includesOwned?: boolean;
  dueWithinDays?: number;
}

export interface RecommendedProduct {
  id: string;
  sku: string;
  name: string;
  /** Major units of `currency`; null where the shop gives none. */
  price: number | null;
  currency: string | null;
  /** As the contact's language writes it. */
  priceText: string | null;
  url: string | null;
  image: string | null;
  shop: string;
  strategy: RecommendationStrategy;
  /** Replenishment: when the contact is likely to need it again. */
  dueAt: string | null;
}

export interface CouponRequest {
  contact: ContactReference;
  /** The name of a coupon pool. */
  pool?: string;
  /** What the shop is to make, in place of a code of a pool. */
  shopCoupon?: {
    /** The id of a shop; the oldest that can where left out. */
    shop?: string;
    kind: 'percent' | 'amount';
    /** Percent, or major units of the shop's currency. */
    amount: string;
    validDays?: number;
    prefix?: string;
    minimumTotal?: string;
  };
  /** Only a contact who may get promotional messages by this channel gets one. */
  toldBy?: 'email' | 'sms' | 'whatsapp';
  /** Which item of the node's input this is: part of the idempotency key. */
  itemIndex: number;
}

export interface CouponReceipt {
  /** Null where there is none. */
  code: string | null;
  /** ISO 8601; null for a code without an end. */
  expiresAt: string | null;
  /** `again`: it was given at this place before. The last four: why there is none. */
  reason: 'given' | 'again' | 'exhausted' | 'limit' | 'expired' | 'unreachable';
}
