import {
  readAmount,
  readId,
  readInstant,
  readRecord,
  readRecords,
  readText,
  type Json,
  type Reading,
  type ShopOrder,
} from '../store';
import { progressOf, type OrderPapers } from './order-progress';
import { statusOf } from './order-status';
import { readAddress, shippingAddressOf } from './read-address';
import { readCreditMemos } from './read-credit-memos';
import { readOrderLines } from './read-order-lines';

/**
 * Reads a Magento order and the documents that belong to it. Amounts are those in the customer's currency, not the
 * `base_…` ones of the shop. Only what an order cannot be without has to be there: id, state, currency, a total.
 * @param context.receivedAt stands in where the shop gives no date at all
 * @param context.deliveredStatus the status of the shop's own that says that an order has arrived; null: shipping it does
 * @param context.locale the language of the store view that it was ordered in, where the shop has several
 */
export function readOrder(
  papers: OrderPapers,
  context: { receivedAt: number; deliveredStatus: string | null; locale: string | null },
): Reading<ShopOrder> {
  const { order: json } = papers;
  const id = readId(json.entity_id);
  if (!id) return { unreadable: 'the order has no id' };
  const status = statusOf(json);
  if (!status) return { unreadable: `order ${id} has no state` };
  const currency = readText(json.order_currency_code).trim().toUpperCase();
  if (!currency) return { unreadable: `order ${id} has no currency` };
  const total = readAmount(json.grand_total, currency);
  if (total === undefined) return { unreadable: `the total of order ${id} is not an amount` };

  const amount = (name: string): number => readAmount(json[name], currency) ?? 0;
  const placedAt = readInstant(json.created_at) ?? readInstant(json.updated_at) ?? context.receivedAt;
  const modifiedAt = readInstant(json.updated_at) ?? placedAt;
  const { paidAt, shippedAt, completedAt } = progressOf(papers);
  const payment = readRecord(json.payment);
  const coupon = readText(json.coupon_code);
  const shopStatus = readText(json.status);
  return {
    value: {
      id,
      number: readText(json.increment_id) || id,
      status,
      currency,
      total: total ?? 0,
      totalTax: amount('tax_amount'),
      discount: Math.abs(amount('discount_amount')),
      shippingTotal: amount('shipping_amount'),
      placedAt,
      paidAt,
      completedAt,
      deliveredAt: deliveredAtOf({ shopStatus, shippedAt, modifiedAt }, context.deliveredStatus),
      modifiedAt,
      customerId: readId(json.customer_id),
      cartId: readId(json.quote_id),
      paymentUrl: null,
      // Who ordered gave this address; that of the billing address may be an older one.
      billing: {
        ...readAddress(json.billing_address),
        email: readText(json.customer_email) || readText(readRecord(json.billing_address).email),
      },
      shipping: readAddress(shippingAddressOf(json)),
      paymentMethod: readText(payment.method),
      paymentMethodTitle: paymentTitleOf(json),
      customerNote: readText(json.customer_note),
      lines: readOrderLines(json.items, currency),
      refunds: readCreditMemos(papers.creditMemos, currency),
      coupons: coupon ? [coupon] : [],
      meta: {
        magentoState: readText(json.state),
        magentoStatus: shopStatus,
        ...(context.locale && { language: context.locale }),
      },
    },
  };
}

function deliveredAtOf(
  order: { shopStatus: string; shippedAt: number | null; modifiedAt: number },
  deliveredStatus: string | null,
): number | null {
  if (deliveredStatus === null) return order.shippedAt;
  return order.shopStatus.toLowerCase() === deliveredStatus ? order.modifiedAt : null;
}

function paymentTitleOf(json: Json): string {
  const facts = readRecords(readRecord(json.extension_attributes).payment_additional_info);
  return readText(facts.find(({ key }) => key === 'method_title')?.value);
}
