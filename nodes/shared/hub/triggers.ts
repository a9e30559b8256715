import type { IDataObject } from 'n8n-workflow';

/** What a trigger node waits for. Stored with a subscription; matched by the server in both places. */
export interface TriggerFilter {
  /**
   * Event types: "order.placed", "order.status_changed", … One of them exists only here: "order.first_purchase" is an
   * "order.placed" whose payload says `order.isFirstPurchase`.
   */
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
  /** Smallest total of an order or a cart that counts, in major units. */
  minimumTotal?: string;
  /** Only these lists and segments (ids), for their events; every one where left out. */
  lists?: string[];
  segments?: string[];
  /** For date.reached: which dates, and when. */
  dates?: DateSpec[];
  /** Whom of those who are in the lists and segments already it takes in, too. */
  members?: MembersSpec;
  /** What has to hold of the event's own fields, all of it. */
  fields?: FieldFilter[];
  /** For events that tell that something did not happen ("cart.abandoned"): for how many minutes it has not. */
  afterMinutes?: number;
  /** For "interest.…": whom a product's event is told to, and how fast. */
  interest?: InterestFilter;
  /** A path into the event, such as "cart.id": each value of it starts once. */
  onceBy?: string;
}

/** A date of each contact, and when it is reached. Defaults are filled in: two that mean the same are the same. */
export interface DateSpec {
  /** `createdAt`, `firstOrder`, `lastOrder`, or an attribute: `attributes.birthday`. */
  field: string;
  /** How far after the date; negative before it. */
  offset: { amount: number; unit: 'days' | 'months' };
  timeOfDay: { hour: number; minute: number };
  /** Whose clock and calendar count: the contact's (else their country's, else the workspace's), or the workspace's. */
  zone: 'contact' | 'workspace';
  repeat: 'yearly' | 'monthly' | 'once';
  /** When 29 February is celebrated in the years between. */
  leapDay: 'february28' | 'march1';
  /** So many hours late it still counts, after the server was down. */
  lateHours: number;
}

/** How the members that a list or segment has already are taken in. */
export interface MembersSpec {
  /** `also`: besides those who join later; `only`: nobody else, a campaign that is sent once. */
  who: 'also' | 'only';
  /** So many of them at most in each `per`, evenly. */
  count: number;
  per: 'minute' | 'hour';
  /** ISO 8601, in the workspace's time zone where it has no offset; at once where left out. */
  startAt?: string;
  /** Whether somebody who has left before their turn is taken in all the same. */
  leavers: 'skip' | 'take';
  /** Another word takes everybody in once more. */
  round?: string;
}

/** One question about a field of the event: a path, and a comparison as in conditions. */
export interface FieldFilter {
  /** Of several the values of all are looked at. */
  field: string | string[];
  operator: string;
  value?: string | number | boolean | Array<string | number | boolean>;
  /** Asked of these types of events only; of every one where left out. */
  only?: string[];
  /** Whose days a date means: the workspace's where left out. */
  zone?: 'workspace' | 'contact';
}

/** Which contacts an event of a product is told to. */
export interface InterestFilter {
  /** How they have shown interest: one of these is enough. */
  kinds: Array<'viewed' | 'wishlist' | 'cart' | 'bought'>;
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

export interface SubscriptionRequest {
  filter: TriggerFilter;
  targetUrl: string;
}

/** A trigger node of ours says what it waits for, given its resolved parameters. Our router calls it; so does `subscribe`. */
export interface EventTrigger {
  /** Only shops of this kind start it; of every kind where left out. */
  readonly shopType?: string;
  triggerFilter(parameters: IDataObject): TriggerFilter;
}
