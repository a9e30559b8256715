import { readRecord, readText, type Json } from '../store';

/**
 * Magento's states in our words. States are the shop system's own and few; statuses are names that each shop makes
 * for itself, so nothing is decided on them. "closed" is paid back in full.
 */
const STATUS_OF: Readonly<Record<string, string>> = {
  pending_payment: 'pending',
  new: 'on-hold',
  payment_review: 'on-hold',
  holded: 'on-hold',
  processing: 'processing',
  complete: 'completed',
  closed: 'refunded',
  canceled: 'cancelled',
};

/** Money that comes when the goods do: the order is under way although its state stays "new" until the end. */
const PAID_ON_DELIVERY = 'cashondelivery';

/** The status of an order in our words; '' where the order has no state. */
export function statusOf(order: Json): string {
  const state = readText(order.state).trim().toLowerCase();
  const method = readText(readRecord(order.payment).method);
  if (state === 'new' && method === PAID_ON_DELIVERY) return 'processing';
  return STATUS_OF[state] ?? state;
}
