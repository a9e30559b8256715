/** What decides where an order is in its life. A row of the store and what a shop says both have it. */
export interface OrderState {
  readonly status: string;
  readonly paidAt: number | null;
  readonly completedAt: number | null;
}

/** Not yet an order: somebody types at the checkout, or an editor has opened the form. */
const DRAFTS = new Set(['checkout-draft', 'auto-draft', 'draft']);

/** Statuses in which nobody has committed to the purchase (again). */
const NOT_PLACED = new Set([...DRAFTS, 'pending', 'failed', 'cancelled', 'trash']);

/** Statuses of an order that is not paid, and may be yet: the customer has left the checkout before its end. */
const LEFT_OPEN = new Set(['pending', 'failed']);

/** Whether the customer may still come back and pay. */
export function isLeftOpen(order: OrderState): boolean {
  return LEFT_OPEN.has(order.status) && !isPlaced(order);
}

export function isDraft(status: string): boolean {
  return DRAFTS.has(status);
}

/** Whether the order was placed by then: also one that is seen for the first time when it is paid back already. */
export function isPlaced({ status, paidAt, completedAt }: OrderState): boolean {
  return !NOT_PLACED.has(status) || (!isDraft(status) && (paidAt !== null || completedAt !== null));
}
