export { sourcesOf } from './source-of-shop';
export { ShopConnections, ShopSync, type SetAsideRecord, type ShopHealth, type SourceOf } from './sync';
export { SHOP_TYPES } from './parse-shop';
export { isPurchase, PURCHASE_STATUSES } from './purchase-statuses';
export { shopSnapshot, type Shop, type ShopSecrets } from './shop';
export { ShopStore } from './shop-store';
export {
  receiveWebhook,
  RefusalLog,
  type DeliveryHeaders,
  type WebhookAnswer,
  type WebhookDependencies,
  type WebhookRequest,
} from './woocommerce';
