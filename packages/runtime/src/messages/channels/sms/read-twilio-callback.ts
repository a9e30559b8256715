import type { CallbackReading, CallbackRequest, DeliveryState, DeliveryUpdate } from '../provider-callback';
import { TWILIO_CODES } from './twilio-codes';
import { checkTwilioSignature } from './check-twilio-signature';

const STATES: Readonly<Record<string, DeliveryState>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
};

/** Silences Twilio: what is answered to a reply is up to us. */
const NO_REPLY = { contentType: 'text/xml', body: '<Response/>' };

/**
 * Status callbacks and incoming messages, which Twilio posts as forms.
 * @throws CALLBACK_REFUSED where the signature does not fit
 */
export function readTwilioCallback(request: CallbackRequest, authToken: string): CallbackReading {
  const form = checkTwilioSignature(request, authToken);
  const value = (name: string): string => form.get(name) ?? '';
  const id = value('MessageSid') || value('SmsSid');
  const at = request.receivedAt;
  const status = value('MessageStatus') || value('SmsStatus');
  if (status === 'received') {
    const reply = { kind: 'reply', id, from: value('From'), to: value('To'), text: value('Body'), at } as const;
    // Twilio has recognised the word itself and does not deliver to them any more.
    const isStop = value('OptOutType') === 'STOP';
    const optOut = { kind: 'optOut', id: `${id}:stop`, from: value('From'), scope: 'channel', at } as const;
    return { updates: isStop ? [reply, optOut] : [reply], answer: NO_REPLY };
  }
  const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
  if (state === undefined || id === '') return { updates: [] };
  return { updates: [{ kind: 'delivery', providerMessageId: id, state, at, ...failureIn(value('ErrorCode')) }] };
}

function failureIn(code: string): Pick<DeliveryUpdate, 'reason' | 'isUnreachable'> {
  if (code === '') return {};
  return { reason: `Twilio's error ${code}`, isUnreachable: TWILIO_CODES.unreachable?.includes(code) ?? false };
}
