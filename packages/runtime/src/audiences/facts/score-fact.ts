import { compareSql, numberSubject } from '../compare-sql';
import type { ScoreCondition } from '../condition';
import { sql, type Sql } from '../sql';
import type { FactOf } from './fact';

const HOUR = 3_600_000;
/** After so many half-lives nothing is left: as in `scores/decay.ts`. */
const MOST_HALVINGS = 60;
const TOTAL = 'total';

/** The contact's points of one score, or of all of them, as they are worth at the instant that is asked about. */
export const scoreFact: FactOf<ScoreCondition> = (leaf, scope) => {
  const { asOf } = scope;
  const ofName = leaf.score === TOTAL ? sql`` : sql` AND s.name = ${leaf.score}`;
  const value = sql`COALESCE((SELECT SUM(${worth(asOf)}) FROM score s
    LEFT JOIN score_definition d ON d.workspace = s.workspace AND d.name = s.name
    LEFT JOIN score_decay f ON f.workspace = s.workspace AND f.score = s.name AND f.hour = ${hoursPassed(asOf)} % d.half_life_hours
    WHERE s.contact = c.id${ofName}), 0)`;
  return { name: `score.${leaf.score}`, value, holds: compareSql(numberSubject(value), leaf, scope), read: Number };
};

/** Half-lives go by the hour of UTC. */
const hoursPassed = (asOf: number): Sql => sql`(${Math.floor(asOf / HOUR)} - s.updated_at / ${HOUR})`;

/** The same arithmetic, operation by operation, as `valueAt` of `scores/decay.ts`. */
function worth(asOf: number): Sql {
  const passed = hoursPassed(asOf);
  const halvings = sql`(${passed} / d.half_life_hours)`;
  const halved = sql`s.value / CAST(CAST(1 AS BIGINT) << CAST(${halvings} AS INTEGER) AS DOUBLE PRECISION) * f.factor`;
  const stepped = sql`s.value - d.step_points * ((${asOf} - s.updated_at) / d.step_ms)`;
  return sql`CASE WHEN s.value <= 0 THEN s.value
    WHEN d.half_life_hours IS NOT NULL AND ${passed} > 0 THEN CASE WHEN ${halvings} > ${MOST_HALVINGS} THEN 0 ELSE ${halved} END
    WHEN d.step_ms IS NOT NULL AND ${asOf} > s.updated_at THEN CASE WHEN ${stepped} < 0 THEN 0 ELSE ${stepped} END
    ELSE s.value END`;
}
