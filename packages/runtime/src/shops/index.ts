export { createCouponAt } from './create-coupon-at';
export { sourcesOf } from './source-of-shop';
export {
  Partings,
  ShopConnections,
  ShopSync,
  type Parting,
  type SetAsideRecord,
  type ShopHealth,
  type SourceOf,
} from './sync';
export { SHOP_TYPES } from './parse-shop';
export { isPurchase, PURCHASE_STATUSES } from './purchase-statuses';
export { shopSnapshot, type Shop, type ShopSecrets } from './shop';
export { ShopStore } from './shop-store';
export { receiveHint, type HintDependencies } from './magento';
export { RefusalLog } from './refusal-log';
export type { DeliveryHeaders, WebhookAnswer, WebhookRequest } from './webhook';
export { DeliveryInbox, receiveWebhook, type WebhookDependencies } from './woocommerce';
export {
  applyCart,
  applyCustomer,
  applyOrder,
  applyProduct,
  publishing,
  type ApplyContext,
  type ShopOrder,
  type ShopOrderLine,
} from './store';
