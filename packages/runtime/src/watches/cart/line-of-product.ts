import type { OrderLineSnapshot, StoredEvent } from '../../events';
import { toDecimal } from '../../shared';

/** What a site may say of a product: more, or less, than a shop does. */
interface ToldProduct {
  readonly id?: string | number;
  readonly parentId?: string | number | null;
  readonly sku?: string;
  readonly name?: string;
  /** Major units, or minor units with their currency. */
  readonly price?: unknown;
  readonly currency?: string;
  readonly quantity?: unknown;
  readonly image?: string | null;
  readonly categories?: OrderLineSnapshot['categories'];
}

/** A product that was put into a cart, as a line of it, and the currency of its price where that is said. */
export function lineOfProduct({ payload }: Pick<StoredEvent, 'payload'>): {
  line: OrderLineSnapshot;
  currency: string;
} {
  const product = (payload.product ?? {}) as ToldProduct;
  const beside = payload as { readonly quantity?: unknown; readonly currency?: unknown };
  const given = Number(product.quantity ?? beside.quantity ?? 1);
  const quantity = Number.isFinite(given) && given > 0 ? given : 1;
  const { price, currency } = priceOf(product);
  const id = String(product.id ?? '');
  const parent = product.parentId === undefined || product.parentId === null ? undefined : String(product.parentId);
  return {
    currency: currency || (typeof beside.currency === 'string' ? beside.currency : ''),
    line: {
      id: '',
      productId: parent ?? id,
      variationId: parent === undefined ? null : id,
      sku: product.sku ?? '',
      name: product.name ?? '',
      quantity,
      price,
      total: price * quantity,
      image: product.image ?? null,
      categories: product.categories ?? [],
    },
  };
}

function priceOf({ price, currency = '' }: ToldProduct): { price: number; currency: string } {
  if (typeof price === 'object' && price !== null) {
    const { amount, currency: own } = price as { amount?: unknown; currency?: unknown };
    const money = { amount: Number(amount ?? 0), currency: typeof own === 'string' ? own : currency };
    return { price: Number(toDecimal(money)) || 0, currency: money.currency };
  }
  return { price: Number(price ?? 0) || 0, currency };
}
