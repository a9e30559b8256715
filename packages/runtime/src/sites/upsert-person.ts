import { readTraits, upsertContact, type ContactRequest, type UpsertContext } from '../contacts';
import type { Transaction } from '../db';
import type { NamedPerson } from './find-person';
import type { IdentifyMessage } from './read-message';

/**
 * What a server with the secret key says of a person: fields and custom attributes as over the API. Traits that are no
 * field and no attribute of this workspace are left out, as are values that cannot be one.
 * @returns the contact. @throws CONTACT_HAS_NO_IDENTITY, IDENTITY_TAKEN
 */
export async function upsertPerson(
  tx: Transaction,
  person: NamedPerson,
  { traits }: IdentifyMessage,
  context: UpsertContext,
): Promise<number> {
  const request: ContactRequest = { ...readTraits(traits, context.attributes), ...person };
  const { contact } = await upsertContact(tx, request, context);
  return contact.id;
}
