import type { entities, Transaction } from '../db';
import { CodedUnexpectedError } from '../shared';
import { CONTACT_COLUMNS, findContact, toContact, type Account, type Contact, type ContactRow } from './contact';
import { attachIdentity, hasAccountAt, identitiesOf, ownersOf, type Identity, type Owners } from './contact-identities';
import { NOTHING_KNOWN, traitsOf, traitValues, updateContact, type ContactTraits } from './update-contact';

export interface ContactSighting {
  readonly workspace: number;
  readonly now: number;
  /** The account that the person has at a shop. Guests have none. */
  readonly shop?: Account;
  readonly traits: ContactTraits;
}

/** Each attempt can lose against one more transaction that creates the same person at the same moment. */
const ATTEMPTS = 5;

/**
 * The contact that a shop speaks of: found by account, else by e-mail, else (where no e-mail is given) by phone,
 * created otherwise. New ways to recognise them are attached, empty fields are filled in, names are kept up to date.
 *
 * Two known people never become one by this: an address that belongs to somebody else stays theirs, and an e-mail of
 * a person who has another account at the same shop does not identify this account.
 */
export async function resolveContact(tx: Transaction, sighting: ContactSighting): Promise<Contact> {
  const identities = identitiesOf({ shop: sighting.shop, ...sighting.traits });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const owners = await ownersOf(tx, sighting.workspace, identities);
    const known = await recognize(tx, sighting, identities, owners);
    const contact =
      known === undefined
        ? await createContact(tx, sighting, identities, owners)
        : await findContact(tx, sighting.workspace, known);
    if (!contact) continue;
    const own = await ownIdentities(tx, sighting, { id: contact.id, isNew: known === undefined }, identities, owners);
    return await updateContact(tx, contact, sighting.traits, own, sighting.now);
  }
  throw new CodedUnexpectedError('INTERNAL', 'A contact kept changing while it was looked up. Try again.');
}

async function recognize(
  tx: Transaction,
  { shop }: ContactSighting,
  identities: readonly Identity[],
  owners: Owners,
): Promise<number | undefined> {
  const account = owners.get('shop_customer');
  if (account !== undefined) return account;
  // Families share a phone: it tells people apart only where there is nothing better.
  const hasEmail = identities.some(({ kind }) => kind === 'email');
  const person = owners.get(hasEmail ? 'email' : 'phone');
  if (person === undefined) return undefined;
  return shop && (await hasAccountAt(tx, person, shop.id)) ? undefined : person;
}

/** @returns undefined where another transaction created the same person first: look again */
async function createContact(
  tx: Transaction,
  { workspace, now, traits }: ContactSighting,
  identities: readonly Identity[],
  owners: Owners,
): Promise<Contact | undefined> {
  const own = new Map(identities.filter(({ kind }) => !owners.has(kind)).map(({ kind, value }) => [kind, value]));
  const row = await tx.get<ContactRow>(
    `INSERT INTO contact (workspace, first_name, last_name, email, phone, locale, country, time_zone, attributes,
        created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}', ?, ?) RETURNING ${CONTACT_COLUMNS}`,
    [workspace, ...traitValues(traitsOf(NOTHING_KNOWN, traits, own)), now, now],
  );
  if (!row) throw new CodedUnexpectedError('INTERNAL', 'A contact could not be created.');
  for (const identity of identities) {
    if (owners.has(identity.kind)) continue;
    if (await attachIdentity(tx, { workspace, contact: row.id, now }, identity)) continue;
    await tx.run('DELETE FROM contact_identity WHERE contact = ?', [row.id]);
    await tx.run('DELETE FROM contact WHERE id = ?', [row.id]);
    return undefined;
  }
  return toContact(row);
}

/** Attaches what belongs to nobody yet. @returns the identities of the sighting that are the contact's own */
async function ownIdentities(
  tx: Transaction,
  { workspace, now }: ContactSighting,
  contact: { id: number; isNew: boolean },
  identities: readonly Identity[],
  owners: Owners,
): Promise<ReadonlyMap<entities.IdentityKind, string>> {
  const own = new Map<entities.IdentityKind, string>();
  for (const identity of identities) {
    const owner = owners.get(identity.kind);
    const isOwn =
      owner === undefined
        ? contact.isNew || (await attachIdentity(tx, { workspace, contact: contact.id, now }, identity))
        : owner === contact.id;
    if (isOwn) own.set(identity.kind, identity.value);
  }
  return own;
}
