import { fractionDigits } from '../shared';
import type { ShopOrder, ShopOrderLine } from '../shops';
import type { Purchase } from './scenario';

/** Who buys, as a shop knows them. */
export interface Buyer {
  readonly email: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly country?: string;
}

/** The order that a shop would tell of when somebody buys in a scenario. @param at UTC epoch ms */
export function shopOrderOf(
  purchase: Purchase,
  { id, at, buyer }: { id: string; at: number; buyer: Buyer },
): ShopOrder {
  const { status, currency } = purchase;
  const minor = (amount: number): number => Math.round(amount * 10 ** fractionDigits(currency));
  const bought = purchase.lines ?? [
    {
      sku: purchase.sku ?? 'SKU-1',
      quantity: purchase.quantity ?? 1,
      category: purchase.category,
      total: purchase.total,
    },
  ];
  const lines = bought.map(({ sku, quantity, total = 0 }, index) =>
    lineOf({ index, sku, quantity, total: minor(total) }),
  );
  const isPaid = status === 'processing' || status === 'completed';
  const address = {
    ...{ firstName: buyer.firstName ?? '', lastName: buyer.lastName ?? '', country: buyer.country ?? '', phone: '' },
    ...{ company: '', address1: '', address2: '', city: '', state: '', postcode: '' },
  };
  return {
    ...{ id, number: id, status, currency, lines },
    total: purchase.total > 0 ? minor(purchase.total) : lines.reduce((sum, { total }) => sum + total, 0),
    ...{ totalTax: 0, discount: 0, shippingTotal: 0, placedAt: at, modifiedAt: at, deliveredAt: null },
    paidAt: isPaid ? at : null,
    completedAt: status === 'completed' ? at : null,
    ...{ customerId: null, cartId: null, paymentUrl: null },
    billing: { ...address, email: buyer.email },
    shipping: address,
    ...{ paymentMethod: '', paymentMethodTitle: '', customerNote: '', refunds: [], coupons: [], meta: {} },
  };
}

/** @param total of the line, in minor units */
export function lineOf(line: { index: number; sku: string; quantity: number; total: number }): ShopOrderLine {
  const { index, sku, quantity, total } = line;
  return {
    ...{ id: String(index + 1), productId: sku, variationId: null, sku, name: sku, quantity, total, image: null },
    price: Math.round(total / quantity),
  };
}
