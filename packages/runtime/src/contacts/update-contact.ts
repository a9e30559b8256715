import type { entities, Transaction } from '../db';
import type { Contact } from './contact';
import { touchFields } from './field-times';
import { timeZoneOf } from './time-zone-of';

/** What a shop says about a person. What is missing or empty changes nothing. */
export interface ContactTraits {
  readonly email?: string | null;
  /** The address of the person's account: replaces the one that messages go to, where it is theirs. */
  readonly isAccountEmail?: boolean;
  readonly phone?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly whatsappId?: string | null;
  readonly anonymousId?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null;
  /** BCP 47 tag that the person chose: replaces what was guessed before. */
  readonly language?: string | null;
  /** BCP 47 tag that follows from shop and country. */
  readonly locale?: string | null;
}

/** Fills in empty fields and updates names. Addresses are taken only where the identity is the contact's `own`. */
export async function updateContact(
  tx: Transaction,
  contact: Contact,
  traits: ContactTraits,
  own: OwnIdentities,
  now: number,
): Promise<Contact> {
  const changed: Contact = { ...contact, ...traitsOf(contact, traits, own) };
  if (JSON.stringify(changed) === JSON.stringify(contact)) return contact;
  changed.updatedAt = now;
  await tx.run(
    `UPDATE contact SET first_name = ?, last_name = ?, email = ?, phone = ?, locale = ?, country = ?, time_zone = ?,
      updated_at = ? WHERE id = ?`,
    [...traitValues(changed), now, contact.id],
  );
  await touchFields(tx, contact.id, changedTraits(contact, changed), now);
  return changed;
}

function changedTraits(before: StoredTraits, after: StoredTraits): string[] {
  return TRAITS.filter((name) => before[name] !== after[name]);
}

export type OwnIdentities = ReadonlyMap<entities.IdentityKind, string>;

/** The fields that every contact has, in the order in which statements name them. */
export const TRAITS = ['firstName', 'lastName', 'email', 'phone', 'locale', 'country', 'timeZone'] as const;

/** What is stored of a person besides their identities. */
export type StoredTraits = Pick<Contact, (typeof TRAITS)[number]>;

/** Of somebody who has just been seen for the first time. */
export const NOTHING_KNOWN: StoredTraits = {
  firstName: null,
  lastName: null,
  email: null,
  phone: null,
  locale: null,
  country: null,
  timeZone: null,
};

export function traitValues(traits: StoredTraits): Array<string | null> {
  return TRAITS.map((name) => traits[name]);
}

/** What is to be stored of a person after a shop has spoken of them. */
export function traitsOf(known: StoredTraits, traits: ContactTraits, own: OwnIdentities): StoredTraits {
  const email = own.get('email') ?? null;
  const country = known.country ?? countryCode(traits.country);
  return {
    firstName: given(traits.firstName) ?? known.firstName,
    lastName: given(traits.lastName) ?? known.lastName,
    email: (traits.isAccountEmail ? email : null) ?? known.email ?? email,
    phone: known.phone ?? own.get('phone') ?? null,
    locale: given(traits.language) ?? known.locale ?? given(traits.locale),
    country,
    timeZone: known.timeZone ?? timeZoneOf(country),
  };
}

function given(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

function countryCode(text: string | null | undefined): string | null {
  const code = text?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}
