import type { CallbackReading, CallbackRequest, CallbackUpdate, DeliveryState } from '../provider-callback';
import { callbackFields, type CallbackFields } from './callback-fields';
import { deliveriesIn } from './deliveries-in';

const STATES: Readonly<Record<string, DeliveryState>> = {
  accepted: 'sent',
  buffered: 'sent',
  delivered: 'delivered',
  expired: 'failed',
  failed: 'failed',
  rejected: 'failed',
};

/** Delivery receipts and incoming messages: a form, JSON, or the query of a GET. */
export function readVonageCallback(request: CallbackRequest): CallbackReading {
  const records = callbackFields(request);
  const at = request.receivedAt;
  const names = { ids: ['messageid', 'message-id'], ours: ['client-ref'], statuses: ['status'], reasons: ['err-code'] };
  return { updates: [...deliveriesIn(records, { ...names, states: STATES, at }), ...records.flatMap(replyIn(at))] };
}

const replyIn =
  (at: number) =>
  ({ messageid: id, msisdn, to = '', text, status }: CallbackFields): CallbackUpdate[] =>
    status === undefined && id && msisdn && text !== undefined
      ? [{ kind: 'reply', id, from: `+${msisdn.replace(/^\+/, '')}`, to, text, at }]
      : [];
