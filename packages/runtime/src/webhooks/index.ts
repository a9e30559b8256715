export type { IncomingCall } from './node-request';
export { WebhookReceiver } from './webhook-receiver';
