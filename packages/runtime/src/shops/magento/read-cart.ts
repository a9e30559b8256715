import {
  readAmount,
  readId,
  readInstant,
  readRecord,
  readRecords,
  readText,
  type Json,
  type Reading,
  type ShopCart,
  type ShopOrderLine,
} from '../store';
import { readAddress, shippingAddressOf } from './read-address';

/** Which product an SKU is, as stored: a cart's items name no ids. */
export type FindGoods = (
  sku: string,
) => Promise<Pick<ShopOrderLine, 'productId' | 'variationId' | 'image'> | undefined>;

/** Whether somebody may still buy what is in it. A cart that became an order comes without its items. */
export function isCartOpen(json: Json): boolean {
  const isActive = json.is_active === true || readText(json.is_active) === '1';
  return isActive && readRecords(json.items).length > 0;
}

/** Guests give an address at the checkout, in the billing or the shipping address; customers have one. */
export function emailOfCart(json: Json): string {
  const places = [json.customer, json.billing_address, shippingAddressOf(json)];
  return places.map((place) => readText(readRecord(place).email).trim()).find(Boolean) ?? '';
}

/**
 * Reads a Magento cart ("quote"). It has no total: what its items cost together stands for it, without tax, shipping and
 * discounts that the shop has not worked out yet.
 * @param context.locale the language of the store view that it was filled in, where the shop has several
 */
export async function readCart(
  json: Json,
  context: { receivedAt: number; locale: string | null; findGoods: FindGoods },
): Promise<Reading<ShopCart>> {
  const id = readId(json.id);
  if (!id) return { unreadable: 'the cart has no id' };
  const currencies = readRecord(json.currency);
  const currency = readText(currencies.quote_currency_code || currencies.store_currency_code)
    .trim()
    .toUpperCase();
  if (!currency) return { unreadable: `cart ${id} has no currency` };
  const customer = readRecord(json.customer);
  const billing = readAddress(json.billing_address);
  const shipping = readAddress(shippingAddressOf(json));
  const lines: ShopOrderLine[] = [];
  for (const item of readRecords(json.items)) lines.push(await readLine(item, currency, context.findGoods));
  const createdAt = readInstant(json.created_at) ?? context.receivedAt;
  return {
    value: {
      id,
      customerId: readId(customer.id),
      email: emailOfCart(json),
      phone: billing.phone || shipping.phone,
      firstName: readText(customer.firstname) || billing.firstName || shipping.firstName,
      lastName: readText(customer.lastname) || billing.lastName || shipping.lastName,
      country: billing.country || shipping.country,
      currency,
      total: lines.reduce((sum, { total }) => sum + total, 0),
      lines,
      url: null,
      createdAt,
      updatedAt: readInstant(json.updated_at) ?? createdAt,
      meta: context.locale ? { language: context.locale } : {},
    },
  };
}

async function readLine(json: Json, currency: string, findGoods: FindGoods): Promise<ShopOrderLine> {
  const sku = readText(json.sku);
  const price = readAmount(json.price, currency) ?? 0;
  const given = Number(readText(json.qty).trim() || 0);
  const quantity = Number.isFinite(given) ? given : 0;
  const goods = (await findGoods(sku)) ?? { productId: '', variationId: null, image: null };
  return {
    id: readId(json.item_id) ?? '',
    ...goods,
    sku,
    name: readText(json.name),
    quantity,
    price,
    total: Math.round(price * quantity),
  };
}
