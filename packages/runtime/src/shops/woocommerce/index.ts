export { DeliveryInbox } from './delivery-inbox';
export { receiveWebhook, type WebhookDependencies } from './receive-webhook';
export { WooCommerceSource } from './woocommerce-source';
