import { survivorOf, type Database } from '../db';
import { CodedUserError } from '../shared';
import { CONTACT_COLUMNS, findContact, findContactByEmail, toContact, type Contact, type ContactRow } from './contact';
import { compileFilter, type ContactFilter } from './contact-filter';
import { normalizeEmail } from './normalize-email';
import { readDetail, type ContactDetail } from './read-detail';

export interface ContactPage {
  readonly data: readonly Contact[];
  /** Pass it as `cursor` for the next page; null on the last one. */
  readonly nextCursor: number | null;
}

/** Reads contacts. They are written by `resolveContact` and `ContactWriter`. */
export class ContactStore {
  constructor(private readonly database: Database) {}

  /** One that was merged is found as the contact that it is part of. @throws CONTACT_NOT_FOUND */
  async get(workspace: number, id: number): Promise<Contact> {
    const contact = await findContact(this.database, workspace, await survivorOf(this.database, id));
    if (!contact) throw new CodedUserError('CONTACT_NOT_FOUND', `There is no contact ${id}.`, { contact: id });
    return contact;
  }

  /** Newest first. `cursor` is the id of the last contact that was seen. */
  async list(request: { workspace: number; limit: number; cursor?: number } & ContactFilter): Promise<ContactPage> {
    const { workspace, limit, cursor = Number.MAX_SAFE_INTEGER, ...filter } = request;
    const { conditions, parameters } = compileFilter(filter);
    const rows = await this.database.all<ContactRow>(
      `SELECT ${CONTACT_COLUMNS} FROM contact WHERE ${['workspace = ?', 'id < ?', ...conditions].join(' AND ')}
        ORDER BY id DESC LIMIT ?`,
      [workspace, cursor, ...parameters, limit + 1],
    );
    const data = rows.slice(0, limit).map(toContact);
    return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
  }

  /** @throws CONTACT_NOT_FOUND */
  async detail(workspace: number, id: number): Promise<ContactDetail> {
    return await readDetail(this.database, await this.get(workspace, id));
  }

  /** By any of the contact's addresses, in any spelling of it. */
  async findByEmail(workspace: number, email: string): Promise<Contact | undefined> {
    return await findContactByEmail(this.database, workspace, normalizeEmail(email) ?? '');
  }
}
