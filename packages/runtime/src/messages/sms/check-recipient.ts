import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

import type { ErrorCode } from '../../shared';

export interface RecipientCheck {
  /** E.164 where it is a number, else the text as it is. */
  readonly recipient: string;
  readonly objection?: { readonly code: ErrorCode; readonly reason: string };
  readonly warning?: string;
}

/**
 * Whether a text message can reach a number: it has as many digits as such numbers have, and is not a landline's. One
 * whose prefix nobody has heard of is tried, with a warning: new ranges are given out faster than lists of them.
 * @param country ISO 3166-1 alpha-2, for a number without a country code
 */
export function checkRecipient(text: string, country: string | null | undefined): RecipientCheck {
  const recipient = text.trim();
  if (recipient === '') {
    const reason = 'CONTACT_HAS_NO_ADDRESS: the contact has no phone number';
    return { recipient, objection: { code: 'CONTACT_HAS_NO_ADDRESS', reason } };
  }
  const code = country?.trim().toUpperCase() ?? '';
  const number = parsePhoneNumberFromString(recipient, isSupportedCountry(code) ? code : undefined);
  if (!number?.isPossible()) {
    return {
      recipient,
      objection: { code: 'ADDRESS_INVALID', reason: `ADDRESS_INVALID: "${recipient}" is not a phone number` },
    };
  }
  const type = number.getType();
  if (type === undefined) return { recipient: number.number, warning: `${number.number} is in no known range.` };
  if (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' || type === 'PERSONAL_NUMBER') {
    return { recipient: number.number };
  }
  const reason = `RECIPIENT_UNREACHABLE: ${number.number} is no mobile phone`;
  return { recipient: number.number, objection: { code: 'RECIPIENT_UNREACHABLE', reason } };
}
