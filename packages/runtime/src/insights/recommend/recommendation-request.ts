/** Equal by name and shape to nodes/shared/hub.ts, which the runtime does not import. */
export const STRATEGIES = ['alsoBought', 'nextBestOffer', 'bestSellers', 'recentlyViewed', 'replenishment'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export interface RecommendationRequest {
  /** Tried one after the other until there are enough products. */
  readonly strategies: readonly Strategy[];
  /** How many products at most. */
  readonly limit: number;
  /** `alsoBought`: what goes with these (ids or SKUs); with the contact's latest order where left out. */
  readonly products?: readonly string[];
  /** Only products of these categories: ids, slugs or names. */
  readonly categories?: readonly string[];
  /** Never these: ids or SKUs. */
  readonly exclude?: readonly string[];
  /** Major units of the currency that the prices are in. */
  readonly minimumPrice?: number;
  readonly maximumPrice?: number;
  /** Only of this shop connection. */
  readonly shop?: string;
  /** Also what the contact has bought before; replenishment always may. */
  readonly includesOwned?: boolean;
  /** `replenishment`: what is due within so many days counts. */
  readonly dueWithinDays?: number;
}

/** A product as messages and workflows use it. */
export interface RecommendedProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** Major units; null where the shop gives none. */
  readonly price: number | null;
  readonly currency: string | null;
  /** As the contact's language writes it. */
  readonly priceText: string | null;
  readonly url: string | null;
  readonly image: string | null;
  readonly shop: string;
  /** What brought it here. */
  readonly strategy: Strategy;
  /** Replenishment: when the contact is likely to need it again. */
  readonly dueAt: string | null;
}
