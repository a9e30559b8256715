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

/** What is told beside the product, by Segment's names. */
interface Beside {
  readonly quantity?: unknown;
  readonly currency?: unknown;
  readonly variant_id?: unknown;
  readonly variantId?: unknown;
}

/**
 * A product that was put into a cart, as a line of it, and the currency of its price where that is said. A site tells
 * how many, and in which currency, among the event's properties.
 */
export function lineOfProduct({ payload }: Pick<StoredEvent, 'payload'>): {
  line: OrderLineSnapshot;
  currency: string;
} {
  const product = (payload.product ?? {}) as ToldProduct;
  const beside: Beside = { ...payload.properties, ...(payload as Pick<Beside, 'quantity' | 'currency'>) };
  const given = Number(product.quantity ?? beside.quantity ?? 1);
  const quantity = Number.isFinite(given) && given > 0 ? given : 1;
  const { price, currency } = priceOf(product);
  const id = String(product.id ?? '');
  const parent = textOf(product.parentId);
  const variation = parent === null ? textOf(beside.variant_id ?? beside.variantId) : id;
  return {
    currency: currency || (typeof beside.currency === 'string' ? beside.currency : ''),
    line: {
      id: '',
      productId: parent ?? id,
      variationId: variation,
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

function textOf(value: unknown): string | null {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;
}

function priceOf({ price, currency = '' }: ToldProduct): { price: number; currency: string } {
  if (typeof price === 'object' && price !== null) {
    const { amount, currency: own } = price as { amount?: unknown; currency?: unknown };
    const money = { amount: Number(amount ?? 0), currency: typeof own === 'string' ? own : currency };
    return { price: Number(toDecimal(money)) || 0, currency: money.currency };
  }
  return { price: Number(price ?? 0) || 0, currency };
}
