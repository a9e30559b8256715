import type { CodeMeanings } from '../http';
import { TWILIO_CODES } from '../sms/twilio-codes';

const withAll = (name: keyof CodeMeanings, ...codes: string[]): string[] => [...(TWILIO_CODES[name] ?? []), ...codes];

/** What Twilio's error codes mean for WhatsApp: those of all messages, and those of its channel. */
export const TWILIO_WHATSAPP_CODES: CodeMeanings = {
  unsubscribed: withAll('unsubscribed'),
  // No WhatsApp at that number.
  unreachable: withAll('unreachable', '63003', '63024'),
  // Login, number, bill and lock of the account at Meta.
  misconfigured: withAll('misconfigured', '63001', '63002', '63007', '63020', '63051'),
  temporary: withAll('temporary', '63010', '63012', '63018', '63038'),
  // An experiment of Meta's, and Meta's own judgement.
  declined: ['63032', '63049'],
  windowClosed: ['63016'],
  // Not there in that language, other places, rejected, paused, switched off.
  templateFaulty: ['63027', '63028', '63040', '63041', '63042'],
};
