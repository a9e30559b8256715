import type { Database } from '../../db';
import { buyersSql, type BuyersScope } from './buyers-sql';

/** From which value on a figure has a grade; rising. */
export interface Bound {
  readonly grade: number;
  readonly from: number;
}

const COLUMNS = { recency: 'last_day', frequency: 'orders', monetary: 'total' } as const;
/** With fewer different values than grades, ranks say little: fixed bands say more. */
const FEWEST_VALUES = 5;

/**
 * The bounds of the five grades of a figure among all buyers, by rank. Equal values share a grade: that of the middle of
 * the ranks that they have together. In whole numbers, the same on each database.
 */
export async function quintileBounds(
  database: Database,
  figure: keyof typeof COLUMNS,
  scope: BuyersScope,
): Promise<Bound[]> {
  const { text, parameters } = buyersSql(scope);
  const rows = await database.allInBackground<Bound & { count: number }>(
    `WITH buyers AS (${text}), sized AS (SELECT ${COLUMNS[figure]} AS value, COUNT(*) AS same FROM buyers GROUP BY ${COLUMNS[figure]}),
       ranked AS (SELECT value, same, CAST(SUM(same) OVER (ORDER BY value) AS BIGINT) - same AS below,
         CAST(SUM(same) OVER () AS BIGINT) AS everybody FROM sized),
       graded AS (SELECT value, 1 + (5 * (2 * below + same)) / (2 * everybody) AS grade FROM ranked)
     SELECT grade, MIN(value) AS "from", COUNT(*) AS "count" FROM graded GROUP BY grade ORDER BY grade`,
    parameters,
  );
  const values = rows.reduce((sum, { count }) => sum + count, 0);
  if (values >= FEWEST_VALUES) return rows.map(({ grade, from }) => ({ grade, from }));
  return await fixedBands(database, figure, scope);
}

/** The grade of a value. */
export const gradeWithin = (bounds: readonly Bound[], value: number): number =>
  bounds.findLast(({ from }) => value >= from)?.grade ?? 1;

/** Bought within a month, a quarter, half a year, a year; once to five times; by the average of all buyers. */
async function fixedBands(database: Database, figure: keyof typeof COLUMNS, scope: BuyersScope): Promise<Bound[]> {
  if (figure === 'recency') {
    const today = Math.floor(scope.asOf / 86_400_000);
    return banded([-Infinity, today - 365, today - 180, today - 90, today - 30]);
  }
  if (figure === 'frequency') return banded([-Infinity, 2, 3, 4, 5]);
  const { text, parameters } = buyersSql(scope);
  const [row] = await database.allInBackground<{ average: number | null }>(
    `WITH buyers AS (${text}) SELECT CAST(SUM(total) AS DOUBLE PRECISION) / COUNT(*) AS "average" FROM buyers`,
    parameters,
  );
  const average = row?.average ?? 0;
  return banded([-Infinity, average / 2, average, average * 2, average * 4]);
}

const banded = (froms: readonly number[]): Bound[] => froms.map((from, index) => ({ grade: index + 1, from }));
