import { zoneShifts } from '../shared';
import { join, raw, sql, type Sql } from './sql';
import type { Subject } from './subject';

/**
 * SQL for what the wall of a zone shows at an instant, as the epoch ms at which a wall in UTC shows the same. The changes
 * of the zone's clocks stand in the SQL, newest first: SQLite knows no zones, and Postgres may know other ones than we.
 */
export function wallOfInstant({ instant, isWall }: Pick<Subject, 'instant' | 'isWall'>, timeZone: string): Sql {
  const shifts = zoneShifts(timeZone);
  const oldest = shifts.at(-1)?.ahead ?? 0;
  if (shifts.length === 1 && oldest === 0) return instant;
  const whens = shifts.slice(0, -1).map(({ from, ahead }) => raw(` WHEN x.i >= ${from} THEN ${ahead}`));
  const ahead = whens.length === 0 ? raw(`${oldest}`) : sql`CASE${join(whens, '')} ELSE ${raw(`${oldest}`)} END`;
  // The limit keeps the database from putting the instant's own SQL in the place of each `x.i`.
  const shown = sql`(SELECT x.i + ${ahead} FROM (SELECT ${instant} AS i LIMIT 1) x)`;
  return isWall ? sql`CASE WHEN ${isWall} THEN ${instant} ELSE ${shown} END` : shown;
}
