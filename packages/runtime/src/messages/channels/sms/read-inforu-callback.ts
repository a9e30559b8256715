import type { CallbackReading, CallbackRequest, CallbackUpdate, DeliveryState } from '../provider-callback';
import { callbackFields } from './callback-fields';

const STATES: Readonly<Record<string, DeliveryState>> = { '2': 'delivered', '-2': 'failed', '-4': 'failed' };
const WORDS: Readonly<Record<string, DeliveryState>> = {
  delivered: 'delivered',
  sent: 'sent',
  failed: 'failed',
  undelivered: 'failed',
  blocked: 'failed',
};

/** Delivery reports and answers of people, which InforU posts as JSON or as a form, one or several at a time. */
export function readInforuCallback(request: CallbackRequest): CallbackReading {
  const updates = callbackFields(request).flatMap((fields) => updateOf(fields, request.receivedAt));
  return { updates };
}

function updateOf(fields: Readonly<Record<string, string>>, at: number): CallbackUpdate[] {
  const value = (...names: string[]): string =>
    names.map((name) => fields[name.toLowerCase()] ?? '').find(Boolean) ?? '';
  const phone = value('PhoneNumber', 'Phone', 'Value');
  const text = value('Message', 'Keyword');
  const status = value('Status', 'StatusId').toLowerCase();
  if (status === '' && text !== '' && phone !== '') {
    const id = value('MessageId', 'Id') || `${phone}:${value('dateTime', 'Date')}:${text}`;
    return [{ kind: 'reply', id, from: internationalIsraeli(phone), to: value('ShortCode', 'Destination'), text, at }];
  }
  const state = Object.hasOwn(STATES, status)
    ? STATES[status]
    : Object.hasOwn(WORDS, status)
      ? WORDS[status]
      : undefined;
  if (state === undefined) return [];
  const messageId = value('CustomerMessageId');
  const reason = value('ReasonNotDelivered');
  return [{ kind: 'delivery', ...(messageId !== '' && { messageId }), state, at, ...(reason !== '' && { reason }) }];
}

/** `0502345678` is `+972502345678`. */
function internationalIsraeli(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '');
  if (digits.startsWith('+')) return digits;
  return digits.startsWith('0') ? `+972${digits.slice(1)}` : `+${digits}`;
}
