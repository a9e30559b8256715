import type { Database } from '../db';
import { CodedUserError } from '../shared';
import { CONTACT_COLUMNS, findContact, toContact, type Contact, type ContactRow } from './contact';
import { normalizeEmail } from './normalize-email';

export interface ContactPage {
  readonly data: readonly Contact[];
  /** Pass it as `cursor` for the next page; null on the last one. */
  readonly nextCursor: number | null;
}

/** Reads contacts. They are written by `resolveContact`. */
export class ContactStore {
  constructor(private readonly database: Database) {}

  /** @throws CONTACT_NOT_FOUND */
  async get(workspace: number, id: number): Promise<Contact> {
    const contact = await findContact(this.database, workspace, id);
    if (!contact) throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${id}.`, { contact: id });
    return contact;
  }

  /** Newest first. `cursor` is the id of the last contact that was seen. */
  async list(request: { workspace: number; limit: number; cursor?: number }): Promise<ContactPage> {
    const { workspace, limit, cursor = Number.MAX_SAFE_INTEGER } = request;
    const rows = await this.database.all<ContactRow>(
      `SELECT ${CONTACT_COLUMNS} FROM contact WHERE workspace = ? AND id < ? ORDER BY id DESC LIMIT ?`,
      [workspace, cursor, limit + 1],
    );
    const data = rows.slice(0, limit).map(toContact);
    return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
  }

  /** By any of the contact's addresses, in any spelling of it. */
  async findByEmail(workspace: number, email: string): Promise<Contact | undefined> {
    const row = await this.database.get<ContactRow>(
      `SELECT ${CONTACT_COLUMNS} FROM contact WHERE id =
        (SELECT contact FROM contact_identity WHERE workspace = ? AND kind = 'email' AND value = ?)`,
      [workspace, normalizeEmail(email) ?? ''],
    );
    return row && toContact(row);
  }
}
