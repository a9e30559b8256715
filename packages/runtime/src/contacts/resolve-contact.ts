import type { entities, Transaction } from '../db';
import { CodedUnexpectedError } from '../shared';
import { CONTACT_COLUMNS, findContact, toContact, type Account, type Contact, type ContactRow } from './contact';
import { attachIdentity, hasAccountAt, identitiesOf, ownersOf, type Identity, type Owners } from './contact-identities';
import {
  isNobodyKnown,
  mayJoin,
  personalityOf,
  recordConflict,
  survivorFirst,
  type MergeInto,
} from './merge/join-identities';
import { NOTHING_KNOWN, traitsOf, traitValues, updateContact, type ContactTraits } from './update-contact';

export interface ContactSighting {
  readonly workspace: number;
  readonly now: number;
  /** The account that the person has at a shop. Guests have none. */
  readonly shop?: Account;
  readonly traits: ContactTraits;
  /** Makes two contacts one that turn out to be the same person; without it both stay. */
  readonly merge?: MergeInto;
  /** Called where the contact is new. */
  readonly onCreated?: (contact: Contact) => void;
}

/** Each attempt can lose against one more transaction that changes the same person at the same moment, or joins two. */
const ATTEMPTS = 10;

/**
 * The contact that somebody speaks of: found by account, else by e-mail, else by what tells less, created otherwise. New
 * ways to recognise them are attached, empty fields are filled in, names are kept up to date.
 *
 * Two known people never become one by this: an address that belongs to somebody else stays theirs, which is noted as a
 * conflict, and an e-mail of a person who has another account at the same shop does not identify this account. Somebody
 * of whom nothing was known but an identity of this sighting (a visitor, a number) becomes part of the contact where
 * `merge` is given.
 */
export async function resolveContact(tx: Transaction, sighting: ContactSighting): Promise<Contact> {
  const identities = identitiesOf({ shop: sighting.shop, ...sighting.traits });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const owners = await ownersOf(tx, sighting.workspace, identities);
    const known = await recognize(tx, sighting, identities, owners);
    const contact =
      known === undefined ? await createContact(tx, sighting, identities, owners) : await held(tx, sighting, known);
    if (!contact) continue;
    if (await joinOwners(tx, sighting, contact, identities, owners)) continue;
    const own = await ownIdentities(tx, sighting, { id: contact.id, isNew: known === undefined }, identities, owners);
    const updated = await updateContact(tx, contact, sighting.traits, own, sighting.now);
    if (known === undefined) sighting.onCreated?.(updated);
    return updated;
  }
  throw new CodedUnexpectedError('INTERNAL', 'A contact kept changing while it was looked up. Try again.');
}

/** Nobody merges or erases the contact from here on. @returns undefined where somebody did so just now */
async function held(tx: Transaction, { workspace }: ContactSighting, id: number): Promise<Contact | undefined> {
  await tx.lockContact(id);
  return await findContact(tx, workspace, id);
}

async function recognize(
  tx: Transaction,
  { shop }: ContactSighting,
  identities: readonly Identity[],
  owners: Owners,
): Promise<number | undefined> {
  const account = owners.get('shop_customer');
  if (account !== undefined) return account;
  const mayBe = async (person: number): Promise<boolean> => !shop || !(await hasAccountAt(tx, person, shop.id));
  const byEmail = owners.get('email');
  if (byEmail !== undefined) return (await mayBe(byEmail)) ? byEmail : undefined;
  // Families share a phone and a browser: these tell people apart only where there is nothing better.
  const hasEmail = identities.some(({ kind }) => kind === 'email');
  for (const kind of ['whatsapp', 'phone', 'anonymous'] as const) {
    const person = owners.get(kind);
    if (person === undefined || !(await mayBe(person))) continue;
    if (!hasEmail || isNobodyKnown(await personalityOf(tx, person))) return person;
  }
  return undefined;
}

/** @returns whether somebody became part of somebody else: then all is to be looked up anew */
async function joinOwners(
  tx: Transaction,
  { merge, now }: ContactSighting,
  contact: Contact,
  identities: readonly Identity[],
  owners: Owners,
): Promise<boolean> {
  for (const identity of identities) {
    const owner = owners.get(identity.kind);
    if (owner === undefined || owner === contact.id) continue;
    const [one, other] = [await personalityOf(tx, contact.id), await personalityOf(tx, owner)];
    if (merge && mayJoin(one, other, identity)) {
      const [into, from] = survivorFirst(one, other);
      await merge(tx, { into, from });
      return true;
    }
    await recordConflict(tx, contact, identity, { owner, now });
  }
  return false;
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
