import type { CartSnapshot, OrderLineSnapshot, ProductSnapshot } from '../events';
import { isRecord } from './clean-properties';

type Properties = Readonly<Record<string, unknown>>;

/**
 * The product that an event speaks of, from Segment's names of its fields; undefined where it names neither id nor SKU.
 * @param currency of the site, where the event names none
 */
export function productOf(properties: Properties, currency: string): ProductSnapshot | undefined {
  const [id, sku] = [textOf(properties.product_id ?? properties.productId ?? properties.id), textOf(properties.sku)];
  if (id === '' && sku === '') return undefined;
  const category = textOf(properties.category);
  return {
    ...{ id, sku, parentId: null, previousPrice: null, stockStatus: '', stockQuantity: null },
    name: textOf(properties.name),
    price: amountOf(properties.price),
    currency: currencyOf(properties) ?? currency,
    categories: category === '' ? [] : [{ id: '', name: category, slug: '' }],
    url: addressOf(properties.url),
    image: addressOf(properties.image_url ?? properties.imageUrl ?? properties.image),
  };
}

/** A cart as its visitor sees it. @param at ISO 8601 */
export function cartOf(properties: Properties, at: string, currency: string): CartSnapshot {
  const products = Array.isArray(properties.products) ? properties.products.filter(isRecord) : [];
  const lines = products.flatMap((each, index) => lineOf(each, index, currency));
  const sum = lines.reduce((total, line) => total + line.total, 0);
  return {
    id: textOf(properties.cart_id ?? properties.cartId),
    currency: currencyOf(properties) ?? currency,
    total: amountOf(properties.value ?? properties.total ?? properties.revenue) ?? Math.round(sum * 1_000) / 1_000,
    email: null,
    url: addressOf(properties.cart_url ?? properties.cartUrl ?? properties.url),
    lines,
    createdAt: at,
    updatedAt: at,
  };
}

function lineOf(properties: Properties, index: number, currency: string): OrderLineSnapshot[] {
  const product = productOf(properties, currency);
  if (!product) return [];
  const quantity = amountOf(properties.quantity) ?? 1;
  const price = product.price ?? 0;
  const variant = textOf(properties.variant_id ?? properties.variantId);
  return [
    {
      ...{
        id: String(index + 1),
        productId: product.id,
        variationId: variant || null,
        sku: product.sku,
        name: product.name,
      },
      ...{ quantity, price, total: Math.round(price * quantity * 1_000) / 1_000, image: product.image },
      categories: product.categories,
    },
  ];
}

/** Undefined where none is named, or no such thing can be. */
function currencyOf(properties: Properties): string | undefined {
  const named = textOf(properties.currency).toUpperCase();
  return /^[A-Z]{3}$/.test(named) ? named : undefined;
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim().slice(0, 200) : '';
}

/** Shops write amounts as numbers and as texts; never below zero. */
function amountOf(value: unknown): number | null {
  const amount = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 && amount < 1e12 ? amount : null;
}

/** Mails and pages will link there: nothing but web addresses. */
export function addressOf(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null;
}
