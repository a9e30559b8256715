/** What a mail server or a mail service told of a message. */
export interface ReturnSnapshot {
  /** `hard`: there is no such address. `soft`: not now. `review`: refused for what the message or its sender is. */
  readonly kind: 'hard' | 'soft' | 'review' | 'complaint' | 'delivered';
  /** An enhanced status code such as 5.1.1, or what the service has in its place. */
  readonly code: string | null;
  /** What the other server said. */
  readonly text: string | null;
  /** Who told it: `mail`, or the name of a mail service. */
  readonly provider: string;
}

/** What a person did with a message. */
export interface EngagementSnapshot {
  /** `proxy` where the mail service hides who it was. */
  readonly class: 'human' | 'proxy';
  /** The link that was followed; null where the message was opened. */
  readonly url: string | null;
}

/** A date of a contact that was reached. */
export interface DateSnapshot {
  /** What was watched: `dateKey` of its DateSpec. */
  readonly watch: string;
  readonly field: string;
  /** Which one it is: `2026` of a yearly one, `2026-05` of a monthly one, else the date. */
  readonly occurrence: string;
  /** How many years after the date itself; null where its year is not known. */
  readonly years: number | null;
  /** YYYY-MM-DD: the day that is celebrated, without the offset. */
  readonly on: string;
  readonly offset: { readonly amount: number; readonly unit: 'days' | 'months' };
  readonly timeZone: string;
  /** The server was down for longer than its trigger allows: no journey begins. */
  readonly isTooLate: boolean;
}

export interface ScoreSnapshot {
  /** The score, or `total`. */
  readonly name: string;
  readonly value: number;
  readonly previous: number;
  /** What was added just now; 0 where points only wore off. */
  readonly points: number;
}

export interface ThresholdSnapshot {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly direction: 'up' | 'down';
}

/** What sales want to know of a contact. */
export interface LeadSummary {
  /** Who takes over, by name. */
  readonly owner?: string | null;
  readonly scores: ReadonlyArray<{ readonly name: string; readonly value: number }>;
  /** The latest entries of the ledger. */
  readonly reasons: ReadonlyArray<{
    readonly score: string;
    readonly reason: string;
    readonly points: number;
    readonly at: string;
  }>;
  readonly orders: number;
  /** Net of refunds, major units of `currency`. */
  readonly spent: number;
  readonly currency: string | null;
  readonly lastOrderAt: string | null;
}

/** A form, and what somebody answered there. */
export interface FormSnapshot {
  readonly id: string;
  readonly name: string;
  /** By the field's name (`email`, `firstName`, …), custom fields in `attributes`. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Of the page: en, he, ar. */
  readonly language?: string;
  /** Whether the contact has confirmed that the address is theirs. */
  readonly isConfirmed?: boolean;
}

/** What a contact may download, or has downloaded. */
export interface DownloadSnapshot {
  readonly id: string;
  readonly name: string;
  /** Where the contact gets it; opens for some days. */
  readonly url?: string;
}

export interface PageSnapshot {
  /** Without its query but for `utm_…`, and without its fragment. */
  readonly url: string | null;
  readonly path: string;
  readonly title: string;
  readonly referrer: string | null;
}

/** Before and after. */
export interface ChangeSnapshot {
  readonly from: unknown;
  readonly to: unknown;
}

/** By field; those of the shop's own under `attributes`. */
export type ContactChangesSnapshot = Readonly<
  Record<string, ChangeSnapshot | Readonly<Record<string, ChangeSnapshot>>>
>;

export interface WaitedSnapshot {
  /** For how long nothing happened. */
  readonly minutes: number;
  /** ISO instant from which on nothing did. */
  readonly since: string;
}

export interface InterestSnapshot {
  /** Which triggers are meant: those whose filter has this sign (`audienceOf`). */
  readonly audience: string;
  /** Of `INTEREST_KINDS`, those that made the contact be told. */
  readonly kinds: readonly string[];
  /** When it was shown last, ISO. */
  readonly lastAt: string;
  /** On a fall of the price: by how much, in major units and in percent of the price before. */
  readonly drop?: { readonly amount: number; readonly percent: number };
}

/** A message that was sent to the contact. */
export interface MessageSnapshot {
  readonly id: string;
  readonly channel: string;
  readonly purpose: string;
  readonly subject: string;
  /** The journey and the node that sent it; null for one that a stock n8n sent. */
  readonly workflow: string | null;
  readonly node: string | null;
  /** Null for one that could not be sent. */
  readonly sentAt: string | null;
}

export interface SegmentSnapshot {
  readonly id: string;
  readonly name: string;
}

export interface ListSnapshot {
  readonly id: string;
  readonly name: string;
}

export interface ConsentSnapshot {
  readonly channel: string;
  readonly purpose: string;
  readonly basis: string;
  readonly source: string;
}

export interface ShopSnapshot {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly type: string;
}

export interface ContactSnapshot {
  readonly id: number;
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly timeZone: string | null;
}

export interface AddressSnapshot {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
  readonly email?: string;
}

export interface CategorySnapshot {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

export interface OrderLineSnapshot {
  readonly id: string;
  readonly productId: string;
  readonly variationId: string | null;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly price: number;
  readonly total: number;
  readonly image: string | null;
  /** Of the product, as far as they were known when the event was received. */
  readonly categories: readonly CategorySnapshot[];
}

export interface OrderSnapshot {
  /** The shop's id. */
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly previousStatus: string | null;
  readonly currency: string;
  readonly total: number;
  readonly tax: number;
  readonly discount: number;
  readonly shippingTotal: number;
  /** Positive. */
  readonly refunded: number;
  /** What is left of the total after refunds. */
  readonly net: number;
  readonly isFirstPurchase: boolean;
  readonly isGuest: boolean;
  readonly placedAt: string;
  readonly paidAt: string | null;
  readonly completedAt: string | null;
  readonly deliveredAt: string | null;
  readonly paymentMethod: string;
  readonly paymentMethodTitle: string;
  readonly customerNote: string;
  readonly billing: AddressSnapshot;
  readonly shipping: AddressSnapshot;
  readonly lines: readonly OrderLineSnapshot[];
  readonly coupons: readonly string[];
  /** The shop's custom fields by key, private bookkeeping (leading underscore) left out but for `_wc_other/…` check boxes. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** On order.refunded: this refund alone, positive. */
  readonly refund?: RefundSnapshot;
}

export interface RefundSnapshot {
  readonly id: string;
  /** Positive. */
  readonly amount: number;
  readonly reason: string;
  /** Whether nothing of the order is left to pay back after it. */
  readonly isFull: boolean;
}

export interface CartSnapshot {
  /** The shop's id. */
  readonly id: string;
  readonly currency: string;
  readonly total: number;
  readonly email: string | null;
  /** Where the customer goes on with it. */
  readonly url: string | null;
  readonly lines: readonly OrderLineSnapshot[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface CustomerSnapshot {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly role: string;
  readonly phone: string;
  readonly country: string;
}

export interface ProductSnapshot {
  readonly id: string;
  readonly parentId: string | null;
  readonly sku: string;
  readonly name: string;
  readonly price: number | null;
  /** Of what a site tells of; a shop has one currency. */
  readonly currency?: string;
  readonly previousPrice: number | null;
  readonly stockStatus: string;
  readonly stockQuantity: number | null;
  readonly categories: readonly CategorySnapshot[];
  readonly url: string | null;
  readonly image: string | null;
}
