/** Statuses that are a purchase before the money is there: cash on delivery has no date of payment until the end. */
export const PURCHASE_STATUSES: readonly string[] = ['processing', 'completed'];

/** Statuses that are no purchase even though the shop noted a payment, or that are no order at all. */
const NEVER_A_PURCHASE: readonly string[] = [
  'cancelled',
  'failed',
  'refunded',
  'pending',
  'checkout-draft',
  'auto-draft',
  'trash',
];

/**
 * Whether an order (that is not deleted) counts as a purchase: it is processing or completed, or it is paid and in a
 * status of the shop's own, or on hold. The same rule as SQL is `purchaseCondition` of audiences; a test holds them
 * together.
 * @param paidAt UTC epoch ms; null while nothing is paid
 */
export function isPurchase(status: string, paidAt: number | null): boolean {
  return PURCHASE_STATUSES.includes(status) || (paidAt !== null && !NEVER_A_PURCHASE.includes(status));
}
