import type { ConsentState } from '../consent';
import type { Contact, ContactDetail } from '../contacts';
import { toIso } from './iso';
import type { ContactAnswer, ContactDetailAnswer } from './schemas/contact';

export function presentContact(contact: Contact): ContactAnswer {
  const { id, email, phone, firstName, lastName, locale, country, timeZone, attributes, createdAt, updatedAt } =
    contact;
  const fields = { id, email, phone, firstName, lastName, locale, country, timeZone, attributes };
  return { ...fields, createdAt: toIso(createdAt), updatedAt: toIso(updatedAt) };
}

/** @param preferencesUrl the page on which the contact decides what they get */
export function presentDetail(contact: ContactDetail, preferencesUrl: string): ContactDetailAnswer {
  const { identities, lists, tags, consents, conflicts } = contact;
  return {
    ...presentContact(contact),
    identities: [...identities],
    lists: lists.map(({ id, name, joinedAt }) => ({ id, name, joinedAt: toIso(joinedAt) })),
    tags: [...tags],
    consents: consents.map(presentConsent),
    conflicts: conflicts.map(({ owner, seenAt, ...identity }) => ({
      ...identity,
      ownerId: owner,
      seenAt: toIso(seenAt),
    })),
    preferencesUrl,
  };
}

export function presentConsent({ sinceAt, ...state }: ConsentState) {
  return { ...state, since: toIso(sinceAt) };
}
