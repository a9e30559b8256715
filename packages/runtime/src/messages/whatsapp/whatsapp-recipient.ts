import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

import type { Queries } from '../../db';
import type { ErrorCode } from '../../shared';

export interface Recipient {
  /** E.164, or what WhatsApp calls somebody whose number it does not tell. */
  readonly recipient: string;
  readonly objection?: { readonly code: ErrorCode; readonly reason: string };
}

/** Two letters of a country, a point, and what only WhatsApp knows. */
const WHATSAPP_ID = /^[A-Z]{2}\.[A-Za-z0-9.]{1,128}$/;

/**
 * Whom WhatsApp writes to. Landlines may have it, too: any number that is possible is tried.
 * @param country ISO 3166-1 alpha-2, for a number without a country code
 */
export function whatsappRecipient(address: string, country: string | null | undefined): Recipient {
  const text = address.trim();
  if (text === '') {
    const reason = 'CONTACT_HAS_NO_ADDRESS: the contact has no phone number, and never wrote by WhatsApp';
    return { recipient: '', objection: { code: 'CONTACT_HAS_NO_ADDRESS', reason } };
  }
  if (WHATSAPP_ID.test(text)) return { recipient: text };
  const code = country?.trim().toUpperCase() ?? '';
  const number = parsePhoneNumberFromString(text, isSupportedCountry(code) ? code : undefined);
  if (number?.isPossible()) return { recipient: number.number };
  return {
    recipient: text,
    objection: { code: 'ADDRESS_INVALID', reason: `ADDRESS_INVALID: "${text}" is not a phone number` },
  };
}

/** What WhatsApp calls a contact; empty where they never wrote to a sender of the workspace. */
export async function whatsappIdOf(queries: Queries, contact: number): Promise<string> {
  const row = await queries.get<{ value: string }>(
    `SELECT value FROM contact_identity WHERE contact = ? AND kind = 'whatsapp' ORDER BY created_at DESC, id DESC LIMIT 1`,
    [contact],
  );
  return row?.value ?? '';
}
