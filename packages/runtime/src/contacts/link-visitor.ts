import type { Transaction } from '../db';
import { holdContact } from '../db';
import type { Publish } from '../events';
import { CodedUnexpectedError } from '../shared';
import { attachIdentity, ownersOf, type Identity } from './contact-identities';
import { recordConflict, type MergeInto } from './merge/join-identities';
import { resolveContact } from './resolve-contact';
import { publishChange } from './write/patch-contact';

/** What an unchecked source says: that a browser is that of somebody with this address. */
export interface VisitorClaim {
  readonly workspace: number;
  readonly anonymousId: string;
  readonly email: string;
  /** Of a new contact only. */
  readonly firstName?: string;
  readonly lastName?: string;
}

export interface LinkPorts {
  readonly now: number;
  readonly merge: MergeInto;
  readonly publish: Publish;
}

export type Linked = { readonly contact: number } | { readonly refused: 'identity_conflict' | 'too_many_devices' };

/** Who knows an address could link browsers with it for ever. */
const MOST_DEVICES = 50;
/** Each can lose against one more transaction that links the same browser or address. */
const ATTEMPTS = 5;

/**
 * Links a browser with the contact of an address that somebody typed there. Less than `resolveContact` may do, because
 * nobody has checked it: no field of a contact that is known changes, a contact of whom more is known than browsers
 * (an address, a phone, an account) never becomes part of another one, and gets no address by it.
 */
export async function linkVisitor(tx: Transaction, claim: VisitorClaim, ports: LinkPorts): Promise<Linked> {
  const { workspace, anonymousId, email } = claim;
  const browser: Identity = { kind: 'anonymous', value: anonymousId };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const owners = await ownersOf(tx, workspace, [{ kind: 'email', value: email }, browser]);
    const [person, visitor] = [owners.get('email'), owners.get('anonymous')];
    if (visitor !== undefined) {
      if (visitor === person) return { contact: visitor };
      if (!(await isMereVisitor(tx, visitor))) return await refuse(tx, claim, { person, visitor, now: ports.now });
      // The contact consists of browsers alone: it becomes part of the person, or the person's first row.
      if (person !== undefined) {
        await ports.merge(tx, { into: person, from: visitor });
        return { contact: person };
      }
      return { contact: await createPerson(tx, claim, ports) };
    }
    if (person === undefined) return { contact: await createPerson(tx, claim, ports) };
    const contact = await holdContact(tx, person);
    if ((await devicesOf(tx, contact)) >= MOST_DEVICES) return { refused: 'too_many_devices' };
    if (await attachIdentity(tx, { workspace, contact, now: ports.now }, browser)) return { contact };
  }
  throw new CodedUnexpectedError('INTERNAL', 'A visitor kept changing while it was linked. Try again.');
}

async function createPerson(tx: Transaction, claim: VisitorClaim, { now, merge, publish }: LinkPorts): Promise<number> {
  const { workspace, anonymousId, email, firstName, lastName } = claim;
  let isNew = false;
  const traits = { email, anonymousId, firstName, lastName };
  const contact = await resolveContact(tx, { workspace, now, merge, traits, onCreated: () => (isNew = true) });
  await publishChange(publish, tx, isNew ? 'contact.created' : 'contact.updated', contact);
  return contact.id;
}

async function refuse(
  tx: Transaction,
  { workspace, email }: VisitorClaim,
  { person, visitor, now }: { person: number | undefined; visitor: number; now: number },
): Promise<Linked> {
  const claimed: Identity = { kind: 'email', value: email };
  if (person !== undefined) await recordConflict(tx, { id: visitor, workspace }, claimed, { owner: person, now });
  return { refused: 'identity_conflict' };
}

/** Nothing but browsers is known of them. */
async function isMereVisitor(tx: Transaction, contact: number): Promise<boolean> {
  return !(await tx.get(`SELECT 1 AS found FROM contact_identity WHERE contact = ? AND kind <> 'anonymous' LIMIT 1`, [
    contact,
  ]));
}

async function devicesOf(tx: Transaction, contact: number): Promise<number> {
  const row = await tx.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM contact_identity WHERE contact = ? AND kind = 'anonymous'`,
    [contact],
  );
  return Number(row?.n);
}
