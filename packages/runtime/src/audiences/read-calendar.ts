import type { Queries } from '../db';
import { isTimeZone } from '../shared';
import type { Calendar } from './calendar';
import { looksAtDays, looksAtDaysOfContact } from './looks-at-days';
import type { Leaf } from './condition';

interface Whose {
  readonly workspace: number;
  /** One contact; null for nobody; left out where a set of contacts is asked about. */
  readonly contact?: number | null;
}

/** The zones that questions count days in; undefined where none of them counts days: then nothing is read. */
export async function readCalendar(
  queries: Queries,
  leaves: readonly Leaf[],
  { workspace, contact }: Whose,
): Promise<Calendar | undefined> {
  if (!leaves.some(looksAtDays)) return undefined;
  const zones: Calendar = { workspace: await zoneOfWorkspace(queries, workspace) };
  if (!leaves.some(looksAtDaysOfContact)) return zones;
  if (contact === undefined) return { ...zones, contacts: await zonesOfContacts(queries, workspace) };
  if (contact === null) return zones;
  const row = await queries.get<{ zone: string | null }>('SELECT time_zone AS zone FROM contact WHERE id = ?', [
    contact,
  ]);
  return { ...zones, contact: isTimeZone(row?.zone) ? row.zone : zones.workspace };
}

/** The IANA zone that days of a workspace are counted in. */
export async function zoneOfWorkspace(queries: Queries, workspace: number): Promise<string> {
  const row = await queries.get<{ zone: string }>('SELECT time_zone AS zone FROM workspace WHERE id = ?', [workspace]);
  return isTimeZone(row?.zone) ? row.zone : 'UTC';
}

/** By jumping from one zone to the next in the index: as many steps as there are zones, however many contacts. */
async function zonesOfContacts(queries: Queries, workspace: number): Promise<string[]> {
  const rows = await queries.all<{ name: string }>(
    `WITH RECURSIVE zone (name) AS (
       SELECT MIN(time_zone) FROM contact WHERE workspace = ?
       UNION ALL
       SELECT (SELECT MIN(time_zone) FROM contact WHERE workspace = ? AND time_zone > zone.name) FROM zone WHERE zone.name IS NOT NULL
     ) SELECT name FROM zone WHERE name IS NOT NULL`,
    [workspace, workspace],
  );
  return rows.map(({ name }) => name).filter(isTimeZone);
}
