import type { entities, Transaction } from '../db';
import type { Contact } from './contact';
import { timeZoneOf } from './time-zone-of';

/** What a shop says about a person. What is missing or empty changes nothing. */
export interface ContactTraits {
  readonly email?: string | null;
  /** The address of the person's account: replaces the one that messages go to, where it is theirs. */
  readonly isAccountEmail?: boolean;
  readonly phone?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
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
  own: ReadonlyMap<entities.IdentityKind, string>,
  now: number,
): Promise<Contact> {
  const email = own.get('email') ?? null;
  const country = contact.country ?? countryCode(traits.country);
  const changed: Contact = {
    ...contact,
    firstName: given(traits.firstName) ?? contact.firstName,
    lastName: given(traits.lastName) ?? contact.lastName,
    email: (traits.isAccountEmail ? email : null) ?? contact.email ?? email,
    phone: contact.phone ?? own.get('phone') ?? null,
    locale: given(traits.language) ?? contact.locale ?? given(traits.locale),
    country,
    timeZone: contact.timeZone ?? timeZoneOf(country),
  };
  if (JSON.stringify(changed) === JSON.stringify(contact)) return contact;
  changed.updatedAt = now;
  await tx.run(
    `UPDATE contact SET first_name = ?, last_name = ?, email = ?, phone = ?, locale = ?, country = ?, time_zone = ?,
      updated_at = ? WHERE id = ?`,
    [
      changed.firstName,
      changed.lastName,
      changed.email,
      changed.phone,
      changed.locale,
      changed.country,
      changed.timeZone,
      now,
      contact.id,
    ],
  );
  return changed;
}

function given(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

function countryCode(text: string | null | undefined): string | null {
  const code = text?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}
