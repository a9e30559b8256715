/* What WooCommerce's REST API v3 is asked for. */
export { createCoupon } from './create-coupon';
export { ensureWebhooks } from './ensure-webhooks';
export { removeWebhooks } from './remove-webhooks';
export { RestClient, type Query, type RestPage } from './rest-client';
