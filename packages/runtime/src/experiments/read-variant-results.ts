import { dialectOf, raw, sql, type Sql } from '../audiences';
import type { Database } from '../db';
import { convertedSql } from './converted-sql';
import { CONVERSIONS, type Conversion } from './variant-request';

/** What became of one way of an A/B split. */
export interface VariantResults {
  /** The id of the node. */
  readonly split: string;
  readonly variant: string;
  /** Who took it. Of them, how many opened, followed a link, and placed an order after it. */
  readonly contacts: number;
  readonly opened: number;
  readonly clicked: number;
  readonly bought: number;
}

interface Asked {
  readonly workspace: number;
  readonly workflow: string;
  /** Only of contacts who took their way since then, UTC epoch ms; of all of them where left out. */
  readonly since?: number;
}

/** What became of the ways of a workflow's A/B splits, those of one split together. Who took none, to compare with, is not counted. */
export async function readVariantResults(
  database: Database,
  { workspace, workflow, since = 0 }: Asked,
): Promise<VariantResults[]> {
  const dialect = dialectOf(database.dialect);
  const count = (conversion: Conversion): Sql =>
    sql`SUM(CASE WHEN ${convertedSql(conversion, { workflow, dialect })} THEN 1 ELSE 0 END)`;
  const [bought, clicked, opened] = CONVERSIONS.map(count) as [Sql, Sql, Sql];
  const prefix = `${workflow}:`;
  const { text, parameters } = sql`SELECT a.test, a.variant, COUNT(*) AS "contacts", ${opened} AS "opened",
      ${clicked} AS "clicked", ${bought} AS "bought"
    FROM split_assignment a
    WHERE a.workspace = ${workspace} AND SUBSTR(a.test, 1, ${raw(String(prefix.length))}) = ${prefix} AND a.assigned_at >= ${since}
    GROUP BY a.test, a.variant ORDER BY a.test, a.variant`;
  const rows = await database.allInBackground<Omit<VariantResults, 'split'> & { test: string }>(text, parameters);
  return rows.map(({ test, ...row }) => ({ split: test.slice(prefix.length), ...row }));
}
