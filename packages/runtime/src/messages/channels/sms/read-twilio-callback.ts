import { failureOfCode, type CodeMeanings } from '../http';
import type { CallbackReading, CallbackRequest, DeliveryState, DeliveryUpdate } from '../provider-callback';
import { RecipientUnreachableError } from '../provider-errors';
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
 * @param codes what the channel's error codes mean
 * @throws CALLBACK_REFUSED where the signature does not fit
 */
export function readTwilioCallback(
  request: CallbackRequest,
  authToken: string,
  codes: CodeMeanings = TWILIO_CODES,
): CallbackReading {
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
  return { updates: [{ kind: 'delivery', providerMessageId: id, state, at, ...failureIn(value('ErrorCode'), codes) }] };
}

function failureIn(code: string, codes: CodeMeanings): Pick<DeliveryUpdate, 'reason' | 'isUnreachable' | 'failure'> {
  if (code === '') return {};
  const failure = failureOfCode(code, '', codes);
  const isUnreachable = failure instanceof RecipientUnreachableError;
  return { reason: `Twilio's error ${code}`, isUnreachable, ...(failure && { failure }) };
}
