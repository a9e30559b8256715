/**
 * What a trigger waits for. The same shape as in the nodes' hub contract, which this package cannot import: a
 * subscription of a stock n8n and a trigger node of a journey mean the same by it.
 */
export interface TriggerFilter {
  /** Event types, and `order.first_purchase`: the order.placed of a contact's first purchase. */
  events: string[];
  /** Only of this shop connection; every shop where left out. */
  shop?: string;
  /** Only of shops of this kind: "woocommerce", "magento"; of every kind where left out. */
  shopType?: string;
  /** For order.status_changed: the new statuses that count. */
  toStatuses?: string[];
  statuses?: string[];
  productIds?: string[];
  skus?: string[];
  categories?: string[];
  /** Smallest order total that counts, in major units ("49.90"). */
  minimumTotal?: string;
}
