/**
 * What a trigger waits for. The same shape as in the nodes' hub contract, which this package cannot import: a
 * subscription of a stock n8n and a trigger node of a journey mean the same by it.
 */
export interface TriggerFilter {
  /** Event types, and `order.first_purchase`: the order.placed of a contact's first purchase. */
  events: string[];
  /** Only of this shop connection; every shop where left out. */
  shop?: string;
  /** Only of shops of this kind: "woocommerce", "magento"; of every kind where left out. */
  shopType?: string;
  /** For order.status_changed: the new statuses that count. */
  toStatuses?: string[];
  statuses?: string[];
  productIds?: string[];
  skus?: string[];
  categories?: string[];
  /** Smallest total of an order or a cart that counts, in major units ("49.90"). */
  minimumTotal?: string;
  /** What has to hold of the event's own fields, all of it. Asked by `fulfilsTrigger` in `audiences`. */
  fields?: FieldFilter[];
  /** For events that tell that something did not happen (`cart.abandoned`): for how many minutes it has not. */
  afterMinutes?: number;
  /** For `interest.…`: whom a product's event is told to, and how fast. */
  interest?: InterestFilter;
  /** A path into the event, such as `cart.id`: each value of it starts once. */
  onceBy?: string;
}

/** One question about a field of the event: a path, and a comparison as in conditions. */
export interface FieldFilter {
  /** Of several the values of all are looked at. */
  field: string | string[];
  operator: string;
  value?: string | number | boolean | Array<string | number | boolean>;
  /** Asked of these types of events only; of every one where left out. */
  only?: string[];
}

export const INTEREST_KINDS = ['viewed', 'wishlist', 'cart', 'bought'] as const;

/** How a contact has shown interest in a product. */
export type InterestKind = (typeof INTEREST_KINDS)[number];

/** Which contacts an event of a product is told to. */
export interface InterestFilter {
  /** One of these is enough. */
  kinds: InterestKind[];
  /** How long ago they showed it at most. */
  withinDays: number;
  /** How much the price has to have fallen: percent of the price before, and major units ("5"). */
  minimumDropPercent?: number;
  minimumDrop?: string;
  /** Leaves out whoever has bought the product since they showed interest. */
  skipBuyers?: boolean;
  /** Tells also contacts of whom neither an e-mail address nor a phone number is known. */
  anonymous?: boolean;
  /** How many contacts are told in a minute. */
  perMinute: number;
}
