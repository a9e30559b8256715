export { composePush, pushReceipt, type ComposedPush } from './compose-push';
export { devicesOf } from './devices-of';
export { outgoingPushOf } from './outgoing-push-of';
export { PushDevices } from './push-devices';
export { PUSH_PLACES, type PushContent, type PushPlace, type PushReceipt, type PushRequest } from './push-request';
export { PushSenders } from './push-senders';
