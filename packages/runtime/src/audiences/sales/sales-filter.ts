import type { Window } from '../window';

/**
 * Which orders of a contact are meant. Equal by name and shape to `SalesFilter` of nodes/shared/hub.ts, which the
 * runtime does not import. Everything given must hold; within a list one match is enough. Products, SKUs and
 * categories must match on one and the same order line.
 */
export interface SalesFilter extends Window {
  /** Order statuses that count. Empty: every status that is a purchase (paid or to be paid on delivery). */
  statuses?: string[];
  /** Shop ids of products or variations. */
  productIds?: string[];
  skus?: string[];
  /** Ids, slugs or names of the product's categories; upper and lower case are the same. */
  categories?: string[];
  /** Smallest order total that counts, in major units of each order's own currency as the shop writes it ("49.90"). */
  minimumTotal?: string;
}

/** Amounts are net of refunds, in major units of `currency`. Orders in other currencies count but do not add up. */
export interface SalesFigures {
  /** How many orders match. */
  count: number;
  /** Whether the contact's very first purchase is among them. */
  includesFirstPurchase: boolean;
  sum: number;
  /** Rounded to the currency's last decimal. */
  average: number;
  largest: number;
  /** The latest matching order's. */
  latest: number;
  /** Of the latest matching order; null without one. */
  currency: string | null;
  firstAt: string | null;
  lastAt: string | null;
}
