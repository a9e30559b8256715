import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone number as E.164 (`050-123 4567` in IL is `+972501234567`).
 * @param country ISO 3166-1 alpha-2 of the address beside it, for numbers without a country code
 * @returns null for what is not a phone number: checkouts are full of "-" and "call me"
 */
export function normalizePhone(text: string | null | undefined, country: string | null | undefined): string | null {
  if (!text) return null;
  const code = country?.trim().toUpperCase() ?? '';
  const number = parsePhoneNumberFromString(text, isSupportedCountry(code) ? code : undefined);
  return number?.isValid() ? number.number : null;
}
