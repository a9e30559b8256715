import type { entities, Queries, Transaction } from '../db';
import { accountPrefix, accountValue, type Account } from './contact';
import { normalizeEmail } from './normalize-email';
import { normalizePhone } from './normalize-phone';

/** One way to recognise a contact, normalised. */
export interface Identity {
  readonly kind: entities.IdentityKind;
  readonly value: string;
}

/** Which contact each of some identities belongs to. Those of nobody are left out. */
export type Owners = ReadonlyMap<entities.IdentityKind, number>;

/** What a shop says about a person that they can be recognised by. What is unreadable is left out, never fatal. */
export interface IdentityTraits {
  readonly shop?: Account;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly country?: string | null;
  /** What WhatsApp calls the person where it does not tell their phone number. */
  readonly whatsappId?: string | null;
  /** What a browser was given before anybody knew whose it is. A contact with nothing else is an anonymous visitor. */
  readonly anonymousId?: string | null;
}

/**
 * Strongest first. Always in this order, so that two transactions that insert the same identities wait for each other
 * instead of blocking each other.
 */
export function identitiesOf({ shop, email, phone, country, ...ids }: IdentityTraits): Identity[] {
  const identities: Identity[] = [];
  if (shop) identities.push({ kind: 'shop_customer', value: accountValue(shop) });
  const address = normalizeEmail(email);
  if (address) identities.push({ kind: 'email', value: address });
  const number = normalizePhone(phone, country);
  if (number) identities.push({ kind: 'phone', value: number });
  const [whatsapp, anonymous] = [ids.whatsappId?.trim(), ids.anonymousId?.trim()];
  if (whatsapp) identities.push({ kind: 'whatsapp', value: whatsapp });
  if (anonymous) identities.push({ kind: 'anonymous', value: anonymous });
  return identities;
}

export async function ownersOf(queries: Queries, workspace: number, identities: readonly Identity[]): Promise<Owners> {
  if (identities.length === 0) return new Map();
  const rows = await queries.all<{ kind: entities.IdentityKind; contact: number }>(
    `SELECT kind, contact FROM contact_identity
      WHERE workspace = ? AND (${identities.map(() => '(kind = ? AND value = ?)').join(' OR ')})`,
    [workspace, ...identities.flatMap(({ kind, value }) => [kind, value])],
  );
  return new Map(rows.map(({ kind, contact }) => [kind, contact]));
}

/** Whether the contact has an account at the shop. */
export async function hasAccountAt(tx: Transaction, contact: number, shop: string): Promise<boolean> {
  const rows = await tx.all<{ value: string }>(
    `SELECT value FROM contact_identity WHERE contact = ? AND kind = 'shop_customer'`,
    [contact],
  );
  return rows.some(({ value }) => value.startsWith(accountPrefix(shop)));
}

/** @returns false where somebody else was given the identity meanwhile */
export async function attachIdentity(
  tx: Transaction,
  owner: { workspace: number; contact: number; now: number },
  { kind, value }: Identity,
): Promise<boolean> {
  const inserted = await tx.run(
    `INSERT INTO contact_identity (workspace, contact, kind, value, created_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace, kind, value) DO NOTHING`,
    [owner.workspace, owner.contact, kind, value, owner.now],
  );
  return inserted > 0;
}

/** The shop deleted the account. The person stays known by their addresses. */
export async function detachShopCustomer(tx: Transaction, workspace: number, shop: Account): Promise<boolean> {
  const deleted = await tx.run(
    `DELETE FROM contact_identity WHERE workspace = ? AND kind = 'shop_customer' AND value = ?`,
    [workspace, accountValue(shop)],
  );
  return deleted > 0;
}
