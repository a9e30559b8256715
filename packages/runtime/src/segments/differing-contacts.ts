import { sql, whomOfAll } from '../audiences';
import type { Database } from '../db';
import type { Segment } from './segment';

/** Which contacts are asked about. */
export interface Asked {
  /** Only contacts after this one (its id). */
  readonly after: number;
  /** UTC epoch ms that windows are counted back from. */
  readonly asOf: number;
  readonly limit: number;
}

/**
 * The ids of contacts whose being in a segment or not is not what its rule says, in their order. All are asked about in
 * the background: the answer may be old when it comes.
 */
export async function differingContacts(
  database: Database,
  { id, workspace, rule }: Segment,
  { after, asOf, limit }: Asked,
): Promise<number[]> {
  const holding = await whomOfAll(database, rule, { workspace, asOf });
  const { text, parameters } = sql`SELECT c.id FROM contact c
    LEFT JOIN segment_member m ON m.segment = ${id} AND m.contact = c.id
    WHERE c.id > ${after} AND c.workspace = ${workspace} AND (${holding}) <> (m.contact IS NOT NULL)
    ORDER BY c.id LIMIT ${limit}`;
  return (await database.allInBackground<{ id: number }>(text, parameters)).map(({ id: contact }) => contact);
}
