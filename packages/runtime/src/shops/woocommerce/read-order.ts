import type { AddressSnapshot } from '../../events';
import {
  readAmount,
  readCount,
  readId,
  readInstant,
  readRecord,
  readRecords,
  readText,
  type Json,
  type Reading,
  type ShopOrder,
  type ShopOrderLine,
  type ShopRefund,
} from '../store';
import { readMeta } from './read-meta';

/**
 * Reads a WooCommerce REST v3 order. Only what an order cannot be without has to be there (id, status, currency, a
 * total that is a number); everything else is read as far as it goes, because plugins change the rest.
 * @param context.receivedAt stands in where the shop gives no date at all
 * @param context.deliveredStatus the status that says that an order has arrived
 */
export function readOrder(
  json: Json,
  { receivedAt, deliveredStatus }: { receivedAt: number; deliveredStatus: string | null },
): Reading<ShopOrder> {
  const id = readId(json.id);
  if (!id) return { unreadable: 'the order has no id' };
  const status = readStatus(json.status);
  if (!status) return { unreadable: `order ${id} has no status` };
  const currency = readText(json.currency).trim().toUpperCase();
  if (!currency) return { unreadable: `order ${id} has no currency` };
  const total = readAmount(json.total, currency);
  if (total === undefined) return { unreadable: `the total of order ${id} is not an amount` };

  const amount = (name: string): number => readAmount(json[name], currency) ?? 0;
  const placedAt = readInstant(json.date_created_gmt) ?? readInstant(json.date_modified_gmt) ?? receivedAt;
  const modifiedAt = readInstant(json.date_modified_gmt) ?? placedAt;
  return {
    value: {
      id,
      number: readText(json.number) || id,
      status,
      currency,
      total: total ?? 0,
      totalTax: amount('total_tax'),
      discount: amount('discount_total'),
      shippingTotal: amount('shipping_total'),
      placedAt,
      paidAt: readInstant(json.date_paid_gmt),
      completedAt: readInstant(json.date_completed_gmt),
      // Nothing tells when: a status of the shop's own stands for it.
      deliveredAt: status === deliveredStatus ? modifiedAt : null,
      modifiedAt,
      customerId: readId(json.customer_id),
      // A checkout begins with a draft of the order, which keeps its id.
      cartId: id,
      paymentUrl: readText(json.payment_url) || null,
      billing: { ...readAddress(json.billing), email: readText(readRecord(json.billing).email) },
      shipping: readAddress(json.shipping),
      paymentMethod: readText(json.payment_method),
      paymentMethodTitle: readText(json.payment_method_title),
      customerNote: readText(json.customer_note),
      lines: readRecords(json.line_items).map((line) => readLine(line, currency)),
      refunds: readRefunds(json.refunds, currency),
      coupons: readRecords(json.coupon_lines)
        .map(({ code }) => readText(code))
        .filter(Boolean),
      meta: readMeta(json.meta_data),
    },
  };
}

/** `wc-processing` is how WooCommerce's database spells `processing`. Shops add statuses of their own. */
function readStatus(value: unknown): string {
  return readText(value).trim().toLowerCase().replace(/^wc-/, '');
}

function readAddress(value: unknown): AddressSnapshot {
  const json = readRecord(value);
  return {
    firstName: readText(json.first_name),
    lastName: readText(json.last_name),
    company: readText(json.company),
    address1: readText(json.address_1),
    address2: readText(json.address_2),
    city: readText(json.city),
    state: readText(json.state),
    postcode: readText(json.postcode),
    country: readText(json.country),
    phone: readText(json.phone),
  };
}

function readLine(json: Json, currency: string): ShopOrderLine {
  const quantity = Number(readText(json.quantity).trim() || 0);
  return {
    id: readId(json.id) ?? '',
    productId: readId(json.product_id) ?? '',
    variationId: readId(json.variation_id),
    sku: readText(json.sku),
    name: readText(json.name),
    quantity: Number.isInteger(quantity) ? (readCount(quantity) ?? 0) : Number.isFinite(quantity) ? quantity : 0,
    price: readAmount(json.price, currency) ?? 0,
    total: readAmount(json.total, currency) ?? 0,
    image: readText(readRecord(json.image).src) || null,
  };
}

function readRefunds(value: unknown, currency: string): ShopRefund[] {
  return readRecords(value)
    .map((json) => ({
      id: readId(json.id) ?? '',
      amount: Math.abs(readAmount(json.total, currency) ?? 0),
      reason: readText(json.reason),
    }))
    .filter(({ id }) => id !== '')
    .sort((one, other) => Number(one.id) - Number(other.id));
}
