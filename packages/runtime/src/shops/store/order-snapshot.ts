import type { CategorySnapshot, OrderLineSnapshot, OrderSnapshot } from '../../events';
import { toDecimal } from '../../shared';
import { refundedOf, type ShopOrder, type ShopOrderLine } from './shop-order';

/** What an order does not say of itself. */
export interface OrderSurroundings {
  readonly previousStatus: string | null;
  readonly isFirstPurchase: boolean;
  /** By product id. */
  readonly categories: ReadonlyMap<string, readonly CategorySnapshot[]>;
}

/** A check box that a shop added to its checkout (consent, mostly) has a private key, and is worth knowing. */
const CHECKOUT_FIELD = '_wc_other/';

/** What journeys see of an order: major units, ISO instants, the shop's bookkeeping left out. */
export function orderSnapshot(order: ShopOrder, around: OrderSurroundings): OrderSnapshot {
  const major = (amount: number): number => toMajor(amount, order.currency);
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    previousStatus: around.previousStatus,
    currency: order.currency,
    total: major(order.total),
    tax: major(order.totalTax),
    discount: major(order.discount),
    shippingTotal: major(order.shippingTotal),
    refunded: major(refundedOf(order)),
    net: major(order.total - refundedOf(order)),
    isFirstPurchase: around.isFirstPurchase,
    isGuest: order.customerId === null,
    placedAt: toIso(order.placedAt),
    paidAt: order.paidAt === null ? null : toIso(order.paidAt),
    completedAt: order.completedAt === null ? null : toIso(order.completedAt),
    deliveredAt: order.deliveredAt === null ? null : toIso(order.deliveredAt),
    paymentMethod: order.paymentMethod,
    paymentMethodTitle: order.paymentMethodTitle,
    customerNote: order.customerNote,
    billing: order.billing,
    shipping: order.shipping,
    lines: order.lines.map((line) => lineSnapshot(line, major, around.categories.get(line.productId) ?? [])),
    coupons: order.coupons,
    meta: Object.fromEntries(Object.entries(order.meta).filter(([key]) => isPublic(key))),
  };
}

export function lineSnapshot(
  { price, total, ...line }: ShopOrderLine,
  major: (amount: number) => number,
  categories: readonly CategorySnapshot[],
): OrderLineSnapshot {
  return { ...line, price: major(price), total: major(total), categories };
}

function isPublic(key: string): boolean {
  return !key.startsWith('_') || key.startsWith(CHECKOUT_FIELD);
}

export function toMajor(amount: number, currency: string): number {
  return Number(toDecimal({ amount, currency }));
}

export function toIso(instant: number): string {
  return new Date(instant).toISOString();
}
