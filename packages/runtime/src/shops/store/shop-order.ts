import type { AddressSnapshot } from '../../events';

/** A shop's order in our terms. Amounts are integer minor units of `currency`, instants UTC epoch ms. */
export interface ShopOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly total: number;
  readonly totalTax: number;
  readonly discount: number;
  readonly shippingTotal: number;
  readonly placedAt: number;
  readonly paidAt: number | null;
  readonly completedAt: number | null;
  /** When it was handed to the customer, or shipped, as the shop can tell; null while it is not. */
  readonly deliveredAt: number | null;
  readonly modifiedAt: number;
  /** Null for guests, whom only `billing.email` identifies. */
  readonly customerId: string | null;
  /** The cart that it is or was while it was not placed; null where orders and carts are not told to belong together. */
  readonly cartId: string | null;
  /** Where the customer pays it. */
  readonly paymentUrl: string | null;
  readonly billing: AddressSnapshot;
  readonly shipping: AddressSnapshot;
  readonly paymentMethod: string;
  readonly paymentMethodTitle: string;
  readonly customerNote: string;
  readonly lines: readonly ShopOrderLine[];
  /** Oldest first. */
  readonly refunds: readonly ShopRefund[];
  readonly coupons: readonly string[];
  /** All of the order's custom fields, the shop's private bookkeeping too. */
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface ShopOrderLine {
  readonly id: string;
  readonly productId: string;
  readonly variationId: string | null;
  readonly sku: string;
  readonly name: string;
  /** A fraction where a plugin sells by weight. */
  readonly quantity: number;
  /** Of one piece, without tax, rounded to minor units. */
  readonly price: number;
  /** Of the line, after discounts, without tax. */
  readonly total: number;
  readonly image: string | null;
}

export interface ShopRefund {
  readonly id: string;
  /** Positive. */
  readonly amount: number;
  readonly reason: string;
  /** UTC epoch ms; left out where the shop does not say. */
  readonly refundedAt?: number;
}

/** Positive: what was paid back so far. An order's total stays what it was. */
export function refundedOf(order: ShopOrder): number {
  return order.refunds.reduce((sum, { amount }) => sum + amount, 0);
}
