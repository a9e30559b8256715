import type { CartSnapshot, OrderLineSnapshot, StoredEvent } from '../../events';
import { fractionDigits } from '../../shared';
import { lineOfProduct } from './line-of-product';

/**
 * The cart that a contact's events add up to, oldest first: a site may tell of each product that is added and removed,
 * and of no cart. What tells of a whole cart counts from there on; a purchase empties it. Undefined where nothing is in it.
 */
export function cartOfEvents(events: readonly StoredEvent[]): CartSnapshot | undefined {
  let cart = EMPTY;
  for (const event of events) cart = next(cart, event);
  const { first, whole, lines, currency, latest } = cart;
  if (!first || !latest || lines.length === 0) return undefined;
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  return {
    id: `visit-${first.id}`,
    email: null,
    url: null,
    currency,
    total: Number(total.toFixed(fractionDigits(currency))),
    createdAt: new Date(first.occurredAt).toISOString(),
    ...whole,
    ...(whole && isTotalOf(whole) ? {} : { total: Number(total.toFixed(fractionDigits(currency))) }),
    lines,
    updatedAt: new Date(latest.occurredAt).toISOString(),
  };

  /** Whether nothing has changed since the whole cart was told of: then its own total counts. */
  function isTotalOf({ lines: told }: Partial<CartSnapshot>): boolean {
    return told === lines;
  }
}

interface Gathered {
  /** The first thing that was put in, and the latest that changed. */
  readonly first?: StoredEvent;
  readonly latest?: StoredEvent;
  /** As it was told of last, if it was. */
  readonly whole?: Partial<CartSnapshot>;
  readonly wholeAt: number;
  readonly lines: readonly OrderLineSnapshot[];
  readonly currency: string;
}

const EMPTY: Gathered = { wholeAt: 0, lines: [], currency: '' };

function next(cart: Gathered, event: StoredEvent): Gathered {
  if (event.type.startsWith('order.')) return EMPTY;
  const { cart: whole, product } = event.payload;
  const begun = { ...cart, first: cart.first ?? event, latest: event };
  if (Array.isArray(whole?.lines)) {
    const currency = whole.currency || cart.currency;
    return { ...begun, whole, wholeAt: event.occurredAt, lines: whole.lines, currency };
  }
  // One click may be told of twice: as a product, and as the whole cart that it led to.
  if (!product || event.occurredAt <= cart.wholeAt) return { ...cart, latest: event };
  const { line, currency } = lineOfProduct(event);
  const others = cart.lines.filter((other) => !isSame(other, line));
  if (event.type === 'product.removed_from_cart') return { ...begun, lines: others };
  const known = cart.lines.find((other) => isSame(other, line));
  const quantity = line.quantity + (known?.quantity ?? 0);
  const added = { ...known, ...line, quantity, total: line.total + (known?.total ?? 0) };
  return { ...begun, lines: [...others, added], currency: currency || cart.currency };
}

function isSame(one: OrderLineSnapshot, other: OrderLineSnapshot): boolean {
  if (one.sku && other.sku) return one.sku === other.sku;
  return one.productId === other.productId && one.variationId === other.variationId;
}
