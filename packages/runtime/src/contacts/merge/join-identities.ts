import type { Queries, Transaction } from '../../db';
import type { Contact } from '../contact';
import type { Identity } from '../contact-identities';

/** Makes one contact of two that turned out to be one person. @returns the survivor */
export type MergeInto = (tx: Transaction, pair: { into: number; from: number }) => Promise<unknown>;

/** By what a contact is a person of their own. */
export interface Personality {
  readonly contact: number;
  readonly hasEmail: boolean;
  /** Ids of the shops where they have accounts. */
  readonly shops: readonly string[];
}

export async function personalityOf(queries: Queries, contact: number): Promise<Personality> {
  const rows = await queries.all<{ kind: string; value: string }>(
    `SELECT kind, value FROM contact_identity WHERE contact = ? AND kind IN ('email', 'shop_customer')`,
    [contact],
  );
  const accounts = rows.filter(({ kind }) => kind === 'shop_customer');
  return {
    contact,
    hasEmail: rows.some(({ kind }) => kind === 'email'),
    shops: accounts.map(({ value }) => value.slice(0, value.lastIndexOf(':'))),
  };
}

/**
 * Whether two contacts may become one because one was seen with an identity of the other. Two known people never do: both
 * have an e-mail address, or accounts at the same shop. A phone is shared in families: by it only somebody of whom nothing
 * else is known becomes part of another.
 */
export function mayJoin(one: Personality, owner: Personality, { kind }: Pick<Identity, 'kind'>): boolean {
  if (one.hasEmail && owner.hasEmail) return false;
  if (one.shops.some((shop) => owner.shops.includes(shop))) return false;
  return kind !== 'phone' || isNobodyKnown(owner) || isNobodyKnown(one);
}

/** Only a phone, a device or a number of WhatsApp's: no person that somebody could be mistaken for. */
export const isNobodyKnown = ({ hasEmail, shops }: Personality): boolean => !hasEmail && shops.length === 0;

/** Who stays: the known one, else the one that is known for longer. */
export function survivorFirst(one: Personality, other: Personality): [into: number, from: number] {
  const rank = ({ hasEmail, shops }: Personality): number => (hasEmail ? 2 : 0) + (shops.length > 0 ? 1 : 0);
  const difference = rank(other) - rank(one) || one.contact - other.contact;
  return difference <= 0 ? [one.contact, other.contact] : [other.contact, one.contact];
}

/** Notes that a contact was seen with an identity of somebody else, who keeps it. */
export async function recordConflict(
  tx: Transaction,
  { id, workspace }: Pick<Contact, 'id' | 'workspace'>,
  { kind, value }: Identity,
  { owner, now }: { owner: number; now: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO identity_conflict (workspace, contact, kind, value, owner, seen_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (contact, kind, value) DO NOTHING`,
    [workspace, id, kind, value, owner, now],
  );
}
