import { dialectOf, sql } from '../audiences';
import { hours, minutes } from '../shared';
import type { Chooser } from './choose-variant';
import { convertedSql } from './converted-sql';
import type { VariantRequest } from './variant-request';

/** As long as nobody has converted, it is looked again so often. */
const AGAIN_AFTER = minutes(10);

interface VariantRow {
  readonly variant: string;
  readonly count: number;
  readonly converted: number;
}

/** The variant that has won; undefined while the test goes on. Once there is one it stays. */
export async function findWinner(
  { queries, database, workspace, now }: Chooser,
  { test, workflow, variants, winner: rule }: VariantRequest,
): Promise<string | undefined> {
  if (!rule) return undefined;
  const known = await queries.get<{ winner: string | null; at: number }>(
    'SELECT winner, counted_at AS at FROM split_result WHERE test = ?',
    [test],
  );
  const names = variants.map(({ name }) => name);
  if (known?.winner != null && names.includes(known.winner)) return known.winner;
  if (known && known.winner === null && now < known.at + AGAIN_AFTER.milliseconds) return undefined;
  const first = await queries.get<{ at: number | null }>(
    'SELECT MIN(assigned_at) AS at FROM split_assignment WHERE test = ?',
    [test],
  );
  if (first?.at == null || now < first.at + hours(rule.afterHours).milliseconds) return undefined;
  const converted = convertedSql(rule.conversion, { workflow, dialect: dialectOf(database.dialect) });
  const { text, parameters } =
    sql`SELECT a.variant, COUNT(*) AS "count", SUM(CASE WHEN ${converted} THEN 1 ELSE 0 END) AS "converted"
    FROM split_assignment a WHERE a.test = ${test} GROUP BY a.variant`;
  const rows = await database.allInBackground<VariantRow>(text, parameters);
  const winner = bestOf(rows.filter(({ variant }) => names.includes(variant)));
  await database.write((tx) =>
    tx.run(
      `INSERT INTO split_result (test, workspace, winner, counted_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (test) DO UPDATE SET winner = excluded.winner, counted_at = excluded.counted_at`,
      [test, workspace, winner ?? null, now],
    ),
  );
  return winner;
}

/** The one with the highest share of converted contacts; none where nobody converted, or where two share the first place. */
function bestOf(rows: readonly VariantRow[]): string | undefined {
  const shares = rows
    .map(({ variant, count, converted }) => ({ variant, share: converted / count }))
    .sort((one, other) => other.share - one.share);
  const [best, second] = shares;
  return best && best.share > 0 && best.share !== second?.share ? best.variant : undefined;
}
