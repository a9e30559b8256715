import type { Queries } from '../db';
import type { ContactSnapshot } from '../events';
import type { Changed } from '../segments';

/** The contact as events tell of it. */
export async function leadOf(queries: Queries, { workspace, contact }: Changed): Promise<ContactSnapshot | undefined> {
  return await queries.get<ContactSnapshot>(
    `SELECT id, email, phone, first_name AS "firstName", last_name AS "lastName", locale, country, time_zone AS "timeZone"
     FROM contact WHERE workspace = ? AND id = ?`,
    [workspace, contact],
  );
}
