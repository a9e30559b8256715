import type { ApplyContext } from './apply-context';
import { refundedOf, type ShopOrder } from './shop-order';
import type { StoredOrder } from './stored-order';

/** The way that our statuses go. Statuses of a shop's own may lie anywhere on it. */
const WAY = ['pending', 'failed', 'on-hold', 'processing', 'completed', 'cancelled', 'refunded'];

/**
 * Whether a later state has been here first, so that this one has nothing left to say. The shop's dates count
 * seconds: of two states of one second the one that is further on its way is the later one.
 */
export function isOvertaken(
  stored: StoredOrder,
  order: ShopOrder,
  ofSameSecond?: ApplyContext['ofSameSecond'],
): boolean {
  if (order.modifiedAt !== stored.modifiedAt) return order.modifiedAt < stored.modifiedAt;
  if (ofSameSecond) return ofSameSecond === 'goes';
  return goesBack(stored.status, order.status) || refundedOf(order) < stored.refunded;
}

function goesBack(from: string, to: string): boolean {
  return WAY.includes(from) && WAY.includes(to) && WAY.indexOf(to) < WAY.indexOf(from);
}
