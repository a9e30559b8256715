import type { Queries } from '../db';

/** What is stored of a contact, as conditions name it; undefined for nobody. */
export async function readContact(
  queries: Queries,
  { workspace, contact }: { readonly workspace: number; readonly contact: number | null },
): Promise<object | undefined> {
  if (contact === null) return undefined;
  const row = await queries.get<{ attributes: string }>(
    `SELECT id, email, phone, first_name AS "firstName", last_name AS "lastName", locale, country,
      time_zone AS "timeZone", attributes, created_at AS "createdAt" FROM contact WHERE workspace = ? AND id = ?`,
    [workspace, contact],
  );
  return row && { ...row, attributes: JSON.parse(row.attributes) as object };
}
