import type { ShopCart } from './shop-cart';
import type { ShopOrder } from './shop-order';

/** An order that is not placed yet, as the cart that it is. */
export function cartOfOrder(order: ShopOrder & { readonly cartId: string }): ShopCart {
  const { billing } = order;
  return {
    id: order.cartId,
    customerId: order.customerId,
    email: billing.email ?? '',
    phone: billing.phone,
    firstName: billing.firstName,
    lastName: billing.lastName,
    country: billing.country,
    currency: order.currency,
    total: order.total,
    lines: order.lines,
    url: order.paymentUrl,
    createdAt: order.placedAt,
    updatedAt: order.modifiedAt,
    meta: order.meta,
  };
}
