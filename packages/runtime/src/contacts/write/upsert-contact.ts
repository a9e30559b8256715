import type { Transaction } from '../../db';
import { CodedUserError } from '../../shared';
import { checkFields } from '../check-fields';
import type { Account, Contact } from '../contact';
import type { MergeInto } from '../merge/join-identities';
import { resolveContact } from '../resolve-contact';
import { patchContact, publishChange, type ContactChanges, type PatchContext } from './patch-contact';

/** A person as a caller knows them: by at least one identity. */
export interface ContactRequest extends ContactChanges {
  readonly shop?: Account;
  readonly whatsappId?: string;
  readonly anonymousId?: string;
}

export interface UpsertContext extends PatchContext {
  readonly workspace: number;
  /** As in `ContactSighting`. */
  readonly merge?: MergeInto;
}

/**
 * Finds the contact by its identities, or creates it, and sets what is named. Somebody who was known by an identity of
 * this person alone becomes part of it (see `resolveContact`).
 * @throws CONTACT_HAS_NO_IDENTITY and what `patchContact` throws
 */
export async function upsertContact(
  tx: Transaction,
  { shop, whatsappId, anonymousId, attributes, ...given }: ContactRequest,
  context: UpsertContext,
): Promise<{ contact: Contact; isNew: boolean }> {
  const { email, phone, ...fields } = checkFields(given);
  if (!email && !phone && !shop && !whatsappId && !anonymousId) {
    throw new CodedUserError(
      'CONTACT_HAS_NO_IDENTITY',
      'Give at least one of email, phone, shop, whatsappId, anonymousId: by them the contact is found again.',
    );
  }
  const { workspace, now, merge, publish } = context;
  let isNew = false;
  const found = await resolveContact(tx, {
    ...{ workspace, now, merge, shop },
    traits: { email, phone, whatsappId, anonymousId, country: fields.country },
    onCreated: () => (isNew = true),
  });
  const contact = await patchContact(tx, found, { ...fields, attributes }, context);
  if (isNew) await publishChange(publish, tx, 'contact.created', contact);
  else if (contact !== found) await publishChange(publish, tx, 'contact.updated', contact, found);
  return { contact, isNew };
}
