import { parsePhoneNumberFromString } from 'libphonenumber-js';

import { CodedUserError } from '../../shared';
import type { SendingChannel } from '../channels';
import { checkSender } from '../email-address';

/** GSM: at most 11 letters and digits; a name, not a number. */
const SENDER_ID = /^(?=.*[A-Za-z])[A-Za-z0-9 &._-]{1,11}$/;
const SHORT_CODE = /^\d{3,8}$/;
const MESSAGING_SERVICE = /^MG[0-9a-f]{32}$/i;

/**
 * Checks what messages come from, and writes it in one way.
 * @throws ADDRESS_INVALID
 */
export function checkSenderAddress(channel: SendingChannel, address: string): string {
  const text = address.trim();
  if (channel === 'email') return checkSender(text);
  if (channel === 'push') return checkPushSender(text);
  return channel === 'sms' ? checkSmsSender(text) : checkWhatsappSender(text);
}

function checkSmsSender(text: string): string {
  if (MESSAGING_SERVICE.test(text) || SHORT_CODE.test(text) || SENDER_ID.test(text)) return text;
  const number = parsePhoneNumberFromString(text);
  if (number?.isPossible()) return number.number;
  throw new CodedUserError(
    'ADDRESS_INVALID',
    `"${text}" cannot be the sender of a text message. Write a number as +972501234567, or a name of at most 11 letters and digits.`,
  );
}

function checkPushSender(text: string): string {
  if (URL.canParse(text) && /^(mailto|https):$/.test(new URL(text).protocol)) return text;
  throw new CodedUserError(
    'ADDRESS_INVALID',
    `"${text}" cannot be where push services write to. Write it as mailto:you@example.com or https://example.com.`,
  );
}

function checkWhatsappSender(text: string): string {
  const number = MESSAGING_SERVICE.test(text) ? undefined : parsePhoneNumberFromString(text);
  if (number === undefined || number.isPossible()) return number?.number ?? text;
  throw new CodedUserError(
    'ADDRESS_INVALID',
    `"${text}" cannot be the sender of WhatsApp messages. Write its number as +972501234567.`,
  );
}

/** Whether people can answer what comes from this address: names are one-way. */
export function isReplyCapable(address: string): boolean {
  return /^\+?\d+$/.test(address) || MESSAGING_SERVICE.test(address);
}
