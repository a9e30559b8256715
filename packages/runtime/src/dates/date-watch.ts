import type { Queries } from '../db';
import type { DateSpec } from '../events';

/** Something that date triggers wait for: each contact who has the date has one row in `date_due`. */
export interface DateWatch {
  readonly id: number;
  readonly workspace: number;
  /** `dateKey` of the spec. */
  readonly key: string;
  readonly spec: DateSpec;
  /** Of the workspace, when the rows were computed. */
  readonly timeZone: string;
  /** What was reached before (UTC epoch ms) is past: nobody is told of it. */
  readonly sinceAt: number;
  /** Up to which contact (its id) the rows are there; null once all are. */
  readonly filledTo: number | null;
  /** Whether filling replaces rows that are there: they were computed in another time zone, or nobody kept them up. */
  readonly isAnew: boolean;
  /** Since when nobody wants it any more (UTC epoch ms): its rows are being deleted. */
  readonly retiredAt: number | null;
}

interface Row extends Omit<DateWatch, 'spec' | 'isAnew'> {
  readonly spec: string;
  readonly isAnew: number;
}

const COLUMNS = `id, workspace, watch_key AS "key", spec, time_zone AS "timeZone", since_at AS "sinceAt", filled_to AS "filledTo",
  is_anew AS "isAnew", retired_at AS "retiredAt"`;

/** All of them, in the order in which they were made: there are as many as date triggers. */
export async function readWatches(queries: Queries): Promise<DateWatch[]> {
  return (await queries.all<Row>(`SELECT ${COLUMNS} FROM date_watch ORDER BY id`)).map(toWatch);
}

export async function findWatch(queries: Queries, id: number): Promise<DateWatch | undefined> {
  const row = await queries.get<Row>(`SELECT ${COLUMNS} FROM date_watch WHERE id = ?`, [id]);
  return row && toWatch(row);
}

const toWatch = (row: Row): DateWatch => ({
  ...row,
  spec: JSON.parse(row.spec) as DateSpec,
  isAnew: row.isAnew === 1,
});
