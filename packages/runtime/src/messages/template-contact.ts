import type { Queries } from '../db';
import type { ContactSnapshot } from '../events';

/** The contact as templates see it. */
export interface TemplateContact extends ContactSnapshot {
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Audience {
  readonly contact?: TemplateContact;
  /** Of the workspace: what counts where the contact has none. */
  readonly locale?: string;
  readonly timeZone?: string;
}

interface AudienceRow extends Omit<TemplateContact, 'id' | 'attributes'> {
  readonly id: number | null;
  readonly attributes: string | null;
  readonly workspaceLocale: string;
  readonly workspaceTimeZone: string;
}

/** Reads whom a message is for, and the workspace's language and zone, in one query. */
export async function readAudience(queries: Queries, workspace: number, contact: number | null): Promise<Audience> {
  const row = await queries.get<AudienceRow>(
    `SELECT c.id, c.email, c.phone, c.first_name AS "firstName", c.last_name AS "lastName", c.locale, c.country,
       c.time_zone AS "timeZone", c.attributes, w.locale AS "workspaceLocale", w.time_zone AS "workspaceTimeZone"
     FROM workspace w LEFT JOIN contact c ON c.workspace = w.id AND c.id = ? WHERE w.id = ?`,
    [contact, workspace],
  );
  if (!row) return {};
  const { workspaceLocale: locale, workspaceTimeZone: timeZone, id, attributes, ...rest } = row;
  if (id === null) return { locale, timeZone };
  const values = JSON.parse(attributes ?? '{}') as Record<string, unknown>;
  return { contact: { id, ...rest, attributes: values }, locale, timeZone };
}
