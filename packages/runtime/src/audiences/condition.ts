import type { Comparison } from './comparison';
import type { SalesFilter } from './sales/sales-filter';
import type { Anchor, Window } from './window';

/** A field of the event that is looked at: `order.total`, `event.type`. */
export interface EventCondition extends Comparison {
  readonly event: string;
}

/** A field of the contact as it is stored now: `country`, `attributes.tier`. */
export interface ContactCondition extends Comparison {
  readonly contact: string;
}

/** What the contact agreed to: `granted`, `pending` or `withdrawn`; missing where nobody was asked. */
export interface ConsentCondition extends Comparison {
  readonly consent: string;
  readonly purpose: string;
}

/** Since when the contact is on a list (its id); missing where they are not. */
export interface ListCondition extends Comparison {
  readonly list: string;
}

/** Since when the contact has a tag; missing where they have not. */
export interface TagCondition extends Comparison {
  readonly tag: string;
}

/** The contact's points of one score, or of all (`total`), as they are worth by now; 0 where there are none. */
export interface ScoreCondition extends Comparison {
  readonly score: string;
}

export const RFM_MEASURES = ['recency', 'frequency', 'monetary', 'grade'] as const;

/** How the contact buys, beside everybody else: from 1 to 5, or as a grade such as `champions`. Missing without orders. */
export interface RfmCondition extends Comparison {
  readonly rfm: (typeof RFM_MEASURES)[number];
}

/** When the contact is likely to need a product (its id at the shop) again, or `any`; missing where that cannot be said. */
export interface NextPurchaseCondition extends Comparison {
  readonly nextPurchase: string;
}

export const HAPPENED_MEASURES = ['count', 'latest'] as const;

/** How often something happened to the contact, or when it did last. */
export interface HappenedCondition extends Comparison {
  /** A type of event, or `order.first_purchase`. */
  readonly happened: string;
  /** `count` where left out. */
  readonly measure?: (typeof HAPPENED_MEASURES)[number];
  readonly where?: HappenedFilter;
}

export interface HappenedFilter extends Window {
  /** What has to hold of the event's own fields, all of it. */
  readonly fields?: readonly FieldCondition[];
}

export interface FieldCondition extends Comparison {
  readonly field: string;
}

export const SALES_MEASURES = [
  'count',
  'sum',
  'average',
  'largest',
  'latest',
  'latestAt',
  'includesFirstPurchase',
] as const;

/** A figure of the contact's orders. */
export interface SalesCondition extends Comparison {
  readonly sales: (typeof SALES_MEASURES)[number];
  /** Which orders; every purchase where left out. */
  readonly where?: SalesFilter;
  /** As `since` in `where`. */
  readonly since?: Anchor;
}

export const MESSAGE_STATES = [
  'sent',
  'delivered',
  'opened',
  'clicked',
  'replied',
  'bounced',
  'notOpened',
  'notClicked',
] as const;

/** How many of the messages that were sent to the contact had this become of them. */
export interface MessageCondition extends Comparison {
  readonly message: (typeof MESSAGE_STATES)[number];
  readonly where?: MessageFilter;
}

/** Which messages. The window is about when they were sent. */
export interface MessageFilter extends Window {
  /** One message, by its id. */
  readonly id?: string;
  /** `latest`: only the last one of the journey that asks. */
  readonly which?: 'latest';
  readonly channel?: string;
  readonly purpose?: string;
  readonly workflow?: string;
  readonly node?: string;
}

/** One question about one fact. */
export type Leaf =
  | EventCondition
  | ContactCondition
  | ConsentCondition
  | ListCondition
  | TagCondition
  | ScoreCondition
  | RfmCondition
  | NextPurchaseCondition
  | HappenedCondition
  | SalesCondition
  | MessageCondition;

/** What has to hold of a contact or an event: in entry filters, exit rules, goals, waits, splits and segments. JSON. */
export type Condition =
  | Leaf
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly none: readonly Condition[] }
  | { readonly not: Condition };

/** All leaves of a condition, in the order in which they are written. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('none' in condition) return condition.none.flatMap(leavesOf);
  if ('not' in condition) return leavesOf(condition.not);
  return [condition];
}
