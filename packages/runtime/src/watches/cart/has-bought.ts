import type { Transaction } from '../../db';
import { eventsOfContact, type CartSnapshot, type StoredEvent } from '../../events';
import { days } from '../../shared';

/** Shops' clocks go as they like: what was received a little before a cart changed may have happened after it. */
const CLOCKS_DIFFER_BY = days(1);
const SECOND = 1_000;

/**
 * Whether the contact has bought since the cart was changed last: anything at all, by the shop's own date, or something
 * out of the cart in an order that we have heard of since. An order may be dated when its checkout began, before the
 * last change of the cart that it came from.
 */
export async function hasBought(
  tx: Transaction,
  { contact, cart, sinceAt }: { readonly contact: number; readonly cart: CartSnapshot; readonly sinceAt: number },
): Promise<boolean> {
  const purchases = await eventsOfContact(tx, contact, {
    types: ['order.placed', 'order.paid'],
    from: { receivedAt: sinceAt - CLOCKS_DIFFER_BY.milliseconds },
  });
  // Dates of shops count seconds.
  const since = Math.floor(sinceAt / SECOND) * SECOND;
  return purchases.some(
    (purchase) => purchase.occurredAt >= since || (purchase.receivedAt >= sinceAt && hasGoodsOf(cart, purchase)),
  );
}

function hasGoodsOf(cart: CartSnapshot, { payload }: StoredEvent): boolean {
  const inCart = new Set(cart.lines.flatMap(namesOf));
  return (payload.order?.lines ?? []).flatMap(namesOf).some((name) => inCart.has(name));
}

function namesOf({ productId, variationId, sku }: CartSnapshot['lines'][number]): string[] {
  const id = variationId ?? productId;
  return [...(id ? [`id:${id}`] : []), ...(sku ? [`sku:${sku}`] : [])];
}
