import type { Database } from '../../db';
import { attributesOf } from '../attributes';
import { CONTACT_COLUMNS, toContact, type ContactRow } from '../contact';
import { compileFilter, type ContactFilter } from '../contact-filter';
import type { Separator } from './read-records';
import { BYTE_ORDER_MARK, csvLine } from './write-csv';

const PAGE = 500;

export interface ExportOptions extends ContactFilter {
  readonly workspace: number;
  readonly separator: Separator;
  /** Without it, Excel takes UTF-8 for something else. */
  readonly hasByteOrderMark: boolean;
}

/** Contacts as a table, oldest first, page by page: however many there are, little memory is held. */
export async function* contactsCsv(database: Database, options: ExportOptions): AsyncGenerator<string> {
  const { workspace, separator, hasByteOrderMark, ...filter } = options;
  const attributes = await attributesOf(database, workspace);
  const names = attributes.map(({ name }) => name);
  const header = [...FIELDS, 'tags', ...names.map((name) => `attributes.${name}`), 'createdAt'];
  yield (hasByteOrderMark ? BYTE_ORDER_MARK : '') + csvLine(header, separator);

  const { conditions, parameters } = compileFilter(filter);
  const where = ['workspace = ?', 'id > ?', ...conditions].join(' AND ');
  let last = 0;
  for (;;) {
    const rows = await database.all<ContactRow>(
      `SELECT ${CONTACT_COLUMNS} FROM contact WHERE ${where} ORDER BY id LIMIT ${PAGE}`,
      [workspace, last, ...parameters],
    );
    const tags = await tagsOfAll(
      database,
      rows.map(({ id }) => id),
    );
    for (const contact of rows.map(toContact)) {
      const own = names.map((name) => contact.attributes[name] as string | number | boolean | undefined);
      const fields = FIELDS.map((field) => contact[field]);
      const cells = [
        ...fields,
        (tags.get(contact.id) ?? []).join('|'),
        ...own,
        new Date(contact.createdAt).toISOString(),
      ];
      yield csvLine(cells, separator);
      last = contact.id;
    }
    if (rows.length < PAGE) return;
  }
}

const FIELDS = ['id', 'email', 'phone', 'firstName', 'lastName', 'locale', 'country', 'timeZone'] as const;

async function tagsOfAll(database: Database, contacts: readonly number[]): Promise<Map<number, string[]>> {
  const tags = new Map<number, string[]>();
  if (contacts.length === 0) return tags;
  const rows = await database.all<{ contact: number; tag: string }>(
    `SELECT contact, tag FROM contact_tag WHERE contact IN (${contacts.map(() => '?').join(', ')}) ORDER BY tag`,
    contacts,
  );
  for (const { contact, tag } of rows) tags.set(contact, [...(tags.get(contact) ?? []), tag]);
  return tags;
}
