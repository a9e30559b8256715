import type { Database, Queries } from '../db';
import { compileCondition } from './compile-condition';
import { leavesOf, type Condition } from './condition';
import { dialectOf } from './dialect';
import { readCalendar } from './read-calendar';
import { sql, type Sql } from './sql';

/** Whose contacts, and the instant (UTC epoch ms) that windows are counted back from. */
export interface ContactsScope {
  readonly workspace: number;
  readonly asOf: number;
}

/** How many contacts a condition holds of. Looks at all of them, without holding up the event loop. */
export async function countContacts(database: Database, condition: Condition, scope: ContactsScope): Promise<number> {
  const { text, parameters } =
    sql`SELECT COUNT(*) AS "count" FROM contact c WHERE ${await whomOfAll(database, condition, scope)}`;
  const [row] = await database.allInBackground<{ count: number }>(text, parameters);
  return row?.count ?? 0;
}

/** The ids of contacts that a condition holds of, newest first, below `cursor` where it is given. */
export async function selectContacts(
  database: Database,
  condition: Condition,
  { limit, cursor = Number.MAX_SAFE_INTEGER, ...scope }: ContactsScope & { limit: number; cursor?: number },
): Promise<number[]> {
  const { text, parameters } =
    sql`SELECT c.id FROM contact c WHERE c.id < ${cursor} AND ${await whomOfAll(database, condition, scope)}
    ORDER BY c.id DESC LIMIT ${limit}`;
  const rows = await database.allInBackground<{ id: number }>(text, parameters);
  return rows.map(({ id }) => id);
}

/** As `whom`, where all contacts are asked about in one go and not a few. */
export async function whomOfAll(database: Database, condition: Condition, scope: ContactsScope): Promise<Sql> {
  return await whom(database, condition, { ...scope, isWholeSet: database.dialect === 'sqlite' });
}

/** SQL for the contacts `c` of a workspace that a condition holds of. Reads in which time zones it counts days. */
export async function whom(
  queries: Queries,
  condition: Condition,
  scope: ContactsScope & { readonly isWholeSet?: boolean },
): Promise<Sql> {
  const calendar = await readCalendar(queries, leavesOf(condition), { workspace: scope.workspace });
  const dialect = dialectOf(queries.dialect);
  const holds = compileCondition(condition, { ...scope, dialect, ...(calendar && { calendar }) });
  return sql`c.workspace = ${scope.workspace} AND ${holds}`;
}
