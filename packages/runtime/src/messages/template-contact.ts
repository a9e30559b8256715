import type { Queries } from '../db';
import type { ContactSnapshot, EventPayload } from '../events';
import { readBrand, type Brand } from './brand';
import { namesPlaceholder } from './names-placeholder';
import { BoundedCache } from './render/bounded-cache';

/** The contact as templates see it. */
export interface TemplateContact extends ContactSnapshot {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Where a template names them. */
  readonly tags?: readonly string[];
}

export interface Audience {
  readonly contact?: TemplateContact;
  /** Of the workspace: what counts where the contact has none. */
  readonly locale?: string;
  readonly timeZone?: string;
  /** What mails of the workspace look like, where it has said so. */
  readonly brand?: Brand;
}

interface AudienceRow extends Omit<TemplateContact, 'id' | 'attributes' | 'tags'> {
  readonly id: number | null;
  readonly attributes: string | null;
  readonly workspaceLocale: string;
  readonly workspaceTimeZone: string;
  readonly brand: string | null;
}

/**
 * Reads whom a message is for, and the workspace's language, zone and brand, in one query.
 * @param contents the templates of the message: the contact's tags are read for those that name them
 */
export async function readAudience(
  queries: Queries,
  workspace: number,
  contact: number | null,
  contents: ReadonlyArray<object>,
): Promise<Audience> {
  const row = await queries.get<AudienceRow>(
    `SELECT c.id, c.email, c.phone, c.first_name AS "firstName", c.last_name AS "lastName", c.locale, c.country,
       c.time_zone AS "timeZone", c.attributes, w.locale AS "workspaceLocale", w.time_zone AS "workspaceTimeZone",
       b.settings AS brand
     FROM workspace w LEFT JOIN contact c ON c.workspace = w.id AND c.id = ?
       LEFT JOIN brand b ON b.workspace = w.id WHERE w.id = ?`,
    [contact, workspace],
  );
  if (!row) return {};
  const { workspaceLocale: locale, workspaceTimeZone: timeZone, brand: settings, id, attributes, ...rest } = row;
  const of = { locale, timeZone, brand: settings === null ? undefined : brandOf(settings) };
  if (id === null) return of;
  const values = JSON.parse(attributes ?? '{}') as Record<string, unknown>;
  const tags = namesPlaceholder(contents, 'contact.tags') ? { tags: await tagsOf(queries, id) } : {};
  return { contact: { id, ...rest, attributes: values, ...tags }, ...of };
}

async function tagsOf(queries: Queries, contact: number): Promise<string[]> {
  const rows = await queries.all<{ tag: string }>('SELECT tag FROM contact_tag WHERE contact = ? ORDER BY tag', [
    contact,
  ]);
  return rows.map(({ tag }) => tag);
}

/** Pages of the contact that templates name. */
interface Pages {
  readonly preferencesUrl?: string;
  readonly confirmUrl?: string;
}

/**
 * How a message is to be written for its audience: the language, zone and country of the contact, else those of the
 * event or the workspace, and what its templates see. The contact is the one in the store, whatever the event says.
 */
export function readingOf(
  { contact, locale, timeZone }: Audience,
  { event, ...pages }: { readonly event?: EventPayload } & Pages,
) {
  const named = Object.fromEntries(Object.entries(pages).filter(([, url]) => url !== undefined));
  return {
    locale: contact?.locale ?? (contact ? undefined : event?.contact?.locale),
    fallbackLocale: locale,
    timeZone: contact?.timeZone ?? timeZone,
    country: contact?.country,
    read: { behind: event, before: contact && { contact, ...named } },
  };
}

const brands = new BoundedCache<Brand>(100);

/** The same settings are read once. */
const brandOf = (settings: string): Brand => brands.get(settings, () => readBrand(settings));
