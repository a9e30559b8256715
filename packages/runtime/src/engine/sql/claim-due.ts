import type { Queries } from '../../db';
import { EXECUTION_ROW, type ExecutionRow } from '../execution-row';
import { UNLEASED } from './leases';

/** An execution that is due, and in which queue it stands. */
export interface DueExecution {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
}

interface Due {
  readonly now: number;
  readonly limit: number;
  /** Where given, no others are found. */
  readonly only?: ReadonlySet<number>;
}

/** On Postgres several processes work on one database: what another one holds is passed by. */
const free = ({ dialect }: Reader): string => (dialect === 'postgres' ? ` AND ${UNLEASED}` : '');

type Reader = Queries & { readonly dialect: 'sqlite' | 'postgres' };

/** The executions that are due, longest due first, those in hand included (on SQLite nothing in the table tells them apart). */
export async function findOldestDue(reader: Reader, { now, limit, only }: Due): Promise<DueExecution[]> {
  return await reader.all<DueExecution>(
    `SELECT id, workspace, workflow FROM execution WHERE wake_at <= ?${free(reader)}${among(only)} ORDER BY wake_at, id LIMIT ?`,
    [now, limit],
  );
}

/** The same of one workflow, from an index that holds all that is asked for. */
export async function findOldestDueOf(reader: Reader, workflow: string, { now, limit }: Due): Promise<number[]> {
  const rows = await reader.all<{ id: number }>(
    `SELECT id FROM execution WHERE workflow = ? AND wake_at <= ?${free(reader)} ORDER BY wake_at, id LIMIT ?`,
    [workflow, now, limit],
  );
  return rows.map(({ id }) => id);
}

/** Which workflows have something due: hops from one to the next in the index, whatever number of executions they have. */
export async function findDueLanes(reader: Reader, now: number): Promise<Array<Omit<DueExecution, 'id'>>> {
  return await reader.all<Omit<DueExecution, 'id'>>(
    `WITH RECURSIVE lane (workflow) AS (
       SELECT MIN(workflow) FROM execution WHERE wake_at IS NOT NULL
       UNION ALL
       SELECT (SELECT MIN(next.workflow) FROM execution next WHERE next.wake_at IS NOT NULL AND next.workflow > lane.workflow)
       FROM lane WHERE lane.workflow IS NOT NULL
     )
     SELECT lane.workflow AS workflow, execution.workspace AS workspace FROM lane JOIN execution ON execution.id = (
       SELECT oldest.id FROM execution oldest WHERE oldest.workflow = lane.workflow AND oldest.wake_at <= ?
       ORDER BY oldest.wake_at, oldest.id LIMIT 1
     )`,
    [now],
  );
}

/** The rows of executions, in the order of the ids. One that is gone, or not due any more, is left out. */
export async function readDue(queries: Queries, ids: readonly number[], now: number): Promise<ExecutionRow[]> {
  if (ids.length === 0) return [];
  const places = ids.map(() => '?').join(', ');
  const rows = await queries.all<ExecutionRow>(
    `${EXECUTION_ROW} WHERE execution.id IN (${places}) AND execution.wake_at <= ?`,
    [...ids, now],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** When the next execution falls due (UTC epoch ms), leaving out those in hand; undefined when none waits for a time. */
export async function nextDueAt(
  reader: Reader,
  { inHand, only }: { inHand: ReadonlySet<number>; only?: ReadonlySet<number> },
): Promise<number | undefined> {
  const rows = await reader.all<{ id: number; wake_at: number }>(
    `SELECT id, wake_at FROM execution WHERE wake_at IS NOT NULL${free(reader)}${among(only)} ORDER BY wake_at, id LIMIT ?`,
    [inHand.size + 1],
  );
  return rows.find(({ id }) => !inHand.has(id))?.wake_at;
}

function among(ids: ReadonlySet<number> | undefined): string {
  return ids ? ` AND id IN (${[...ids].join(', ') || 'NULL'})` : '';
}
