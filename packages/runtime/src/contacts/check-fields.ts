import { CodedUserError, isTimeZone } from '../shared';
import { canonicalLocale } from './locale-of';
import { normalizeEmail } from './normalize-email';
import { normalizePhone } from './normalize-phone';

/** The fields of a contact as a caller gives them; null empties one, what is left out stays. */
export interface ContactFields {
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly locale?: string | null;
  readonly country?: string | null;
  readonly timeZone?: string | null;
}

/**
 * The fields in the one spelling that they are stored in. A phone without a country code is read as one of `country`.
 * @throws CONTACT_INVALID naming the field
 */
export function checkFields(
  fields: ContactFields,
  known: { country: string | null } = { country: null },
): ContactFields {
  const country = check(fields.country, 'country', countryCode, 'a country as two letters, e.g. IL');
  const phone = (text: string) => normalizePhone(text, country ?? known.country);
  return withoutUndefined({
    email: check(fields.email, 'email', normalizeEmail, 'an e-mail address'),
    phone: check(fields.phone, 'phone', phone, 'a phone number with its country code, e.g. +972502345678'),
    firstName: check(fields.firstName, 'firstName', name, 'a name of at most 200 characters'),
    lastName: check(fields.lastName, 'lastName', name, 'a name of at most 200 characters'),
    locale: check(fields.locale, 'locale', canonicalLocale, 'a language as BCP 47 writes it, e.g. he or en-GB'),
    country,
    timeZone: check(fields.timeZone, 'timeZone', zone, 'an IANA time zone, e.g. Asia/Jerusalem'),
  });
}

/** An empty text is no value: null. */
function check(
  value: string | null | undefined,
  field: string,
  read: (text: string) => string | null,
  wanted: string,
): string | null | undefined {
  if (value === undefined || value === null) return value;
  if (value.trim() === '') return null;
  const checked = read(value.trim());
  if (checked !== null) return checked;
  throw new CodedUserError('CONTACT_INVALID', `${field} has to be ${wanted}, not "${value.slice(0, 60)}".`, { field });
}

const LONGEST_NAME = 200;

/** Control characters and those that turn the direction of what follows have no place in a name. */
function name(text: string): string | null {
  const clean = text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return clean.length > 0 && clean.length <= LONGEST_NAME ? clean : null;
}

const countryCode = (text: string): string | null => (/^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : null);

const zone = (text: string): string | null => (isTimeZone(text) ? text : null);

function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
