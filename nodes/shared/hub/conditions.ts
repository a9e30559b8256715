import type { Rule } from '../rule';
import type { ContactReference } from './people';

/** When something has to have happened to count. */
export interface Window {
  /** In the last so many hours before `asOf`. */
  withinHours?: number;
  /** ISO 8601: from this instant on, and until that one. */
  from?: string;
  to?: string;
  /** Where the days of `from` and `to` are; in the workspace's time zone where left out. */
  zone?: 'workspace' | 'contact';
  /** Since the contact entered the journey, came to the node, or was sent the message before it. */
  since?: 'entry' | 'node' | 'message';
}

export interface SalesFilter extends Window {
  /** Order statuses that count. Empty: every status that is a purchase (paid or to be paid on delivery). */
  statuses?: string[];
  /** Shop ids of products or variations, SKUs, category ids or slugs or names: an order counts when one of its lines matches. */
  productIds?: string[];
  skus?: string[];
  categories?: string[];
  /** Smallest order total that counts, in major units as the shop writes it ("49.90"). */
  minimumTotal?: string;
}

/** The instants that windows begin at and are counted back from. */
export interface MomentRequest {
  /** ISO instant that windows are counted back from; now where it is left out. */
  asOf?: string;
  /** ISO instant at which the journey began. Our own runtime knows it by itself. */
  enteredAt?: string;
  /** The message that windows "since the message" begin at; the journey's latest where it is left out. */
  messageId?: string;
}

export interface SalesDataRequest extends MomentRequest {
  contact: ContactReference;
  filters: SalesFilter[];
}

/** Amounts are major units of `currency`, exact to its last decimal. Orders in other currencies count but do not add up. */
export interface SalesFigures {
  /** How many orders match. */
  count: number;
  /** Whether the contact's very first purchase is among them. */
  includesFirstPurchase: boolean;
  sum: number;
  average: number;
  largest: number;
  /** The latest matching order's. */
  latest: number;
  /** Of the latest matching order; null without one. */
  currency: string | null;
  firstAt: string | null;
  lastAt: string | null;
}

export interface DecisionRequest extends MomentRequest {
  contact: ContactReference;
  rules: Rule[];
}

export interface Decision {
  holds: boolean;
  seen: Array<{ fact: string; value: unknown }>;
}

export interface VariantRequest {
  contact: ContactReference;
  /** What makes two questions the same test. */
  test: string;
  variants: Array<{ name: string; weight: number }>;
  /** The share of contacts that take no variant at all, in percent. */
  holdout: number;
  /** Contacts to come take the variant that converted best once so many hours have passed since the first contact. */
  winner?: { afterHours: number; conversion: 'bought' | 'clicked' | 'opened' };
}

export interface VariantResultsRequest {
  /** Only contacts who took their way in so many last days; all of them where left out. */
  withinDays?: number;
}

/** What became of one way of an A/B split. */
export interface VariantResults {
  /** The id of the node. */
  split: string;
  variant: string;
  contacts: number;
  /** Contacts, not messages or orders: after they took the way. */
  opened: number;
  clicked: number;
  bought: number;
}

export interface VariantChoice {
  /** Null for a contact of the holdout. */
  variant: string | null;
  by: 'chance' | 'again' | 'winner' | 'holdout';
}
