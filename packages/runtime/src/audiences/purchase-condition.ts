/** Statuses that are no purchase even though the shop noted a payment, or that are no order at all. */
const NEVER_A_PURCHASE = ['cancelled', 'failed', 'refunded', 'pending', 'checkout-draft', 'trash', 'auto-draft'];
/** Statuses that are a purchase before the money is there: cash on delivery has no date of payment until the end. */
const ALWAYS_A_PURCHASE = ['processing', 'completed'];

/**
 * SQL that holds for a purchase: an order that is paid or will be paid on delivery, and was not taken back whole.
 * @param order alias of table `orders` in the statement around it
 */
export function purchaseCondition(order: string): string {
  return `(${order}.is_deleted = 0 AND (${order}.status IN (${quoted(ALWAYS_A_PURCHASE)})
    OR (${order}.paid_at IS NOT NULL AND ${order}.status NOT IN (${quoted(NEVER_A_PURCHASE)}))))`;
}

const quoted = (statuses: readonly string[]): string => statuses.map((status) => `'${status}'`).join(', ');
