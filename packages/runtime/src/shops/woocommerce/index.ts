export type { DeliveryHeaders, WebhookRequest } from './parse-delivery';
export { receiveWebhook, type WebhookAnswer, type WebhookDependencies } from './receive-webhook';
export { RefusalLog } from './refusal-log';
export { WooCommerceSource } from './woocommerce-source';
