import type { entities, Queries } from '../db';

/** A person that a shop or a site knows, with one row for all of the ways to recognise them. */
export type Contact = Omit<entities.Contact, 'fieldTimes'>;

/** An account at a shop: the shop connection's id, and the customer's id in that shop. */
export interface Account {
  readonly id: string;
  readonly customerId: string;
}

export type ContactRow = Omit<Contact, 'attributes'> & { attributes: string };

/** The columns of `contact` under the names of the entity. */
export const CONTACT_COLUMNS = `id, workspace, first_name AS "firstName", last_name AS "lastName", email, phone, locale,
  time_zone AS "timeZone", country, attributes, created_at AS "createdAt", updated_at AS "updatedAt"`;

export function toContact(row: ContactRow): Contact {
  return { ...row, attributes: JSON.parse(row.attributes) as Record<string, unknown> };
}

/** Reads a contact, inside a transaction or outside. */
export async function findContact(queries: Queries, workspace: number, id: number): Promise<Contact | undefined> {
  const row = await queries.get<ContactRow>(`SELECT ${CONTACT_COLUMNS} FROM contact WHERE workspace = ? AND id = ?`, [
    workspace,
    id,
  ]);
  return row && toContact(row);
}

/** The contact with an account at a shop. */
export async function findContactByAccount(
  queries: Queries,
  workspace: number,
  account: Account,
): Promise<Contact | undefined> {
  const row = await queries.get<ContactRow>(
    `SELECT ${CONTACT_COLUMNS} FROM contact WHERE id =
      (SELECT contact FROM contact_identity WHERE workspace = ? AND kind = 'shop_customer' AND value = ?)`,
    [workspace, accountValue(account)],
  );
  return row && toContact(row);
}

/** By any of the contact's addresses. @param email as `normalizeEmail` gives it */
export async function findContactByEmail(
  queries: Queries,
  workspace: number,
  email: string,
): Promise<Contact | undefined> {
  const row = await queries.get<ContactRow>(
    `SELECT ${CONTACT_COLUMNS} FROM contact WHERE id =
      (SELECT contact FROM contact_identity WHERE workspace = ? AND kind = 'email' AND value = ?)`,
    [workspace, email],
  );
  return row && toContact(row);
}

/** An account as the value of an identity. */
export function accountValue({ id, customerId }: Account): string {
  return `${accountPrefix(id)}${customerId}`;
}

/** What the values of all accounts at a shop begin with. */
export const accountPrefix = (shop: string): string => `${shop}:`;
