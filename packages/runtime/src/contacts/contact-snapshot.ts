import type { ContactSnapshot } from '../events';
import type { Contact } from './contact';

/** What an event and a journey see of a contact. */
export function contactSnapshot(contact: Contact): ContactSnapshot {
  const { id, email, phone, firstName, lastName, locale, country, timeZone } = contact;
  return { id, email, phone, firstName, lastName, locale, country, timeZone };
}
