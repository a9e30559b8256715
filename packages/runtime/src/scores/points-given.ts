import type { Queries } from '../db';
import type { ScoreDefinition } from './score-definition';

/** The points that were added to a score within the time of its limit; 0 where it has none. */
export async function pointsGiven(
  queries: Queries,
  contact: number,
  { name, limit }: ScoreDefinition,
  at: number,
): Promise<number> {
  if (!limit) return 0;
  const row = await queries.get<{ given: number | null }>(
    `SELECT SUM(points) AS "given" FROM score_entry
     WHERE contact = ? AND score = ? AND at > ? AND points > 0 AND kind IN ('event', 'holding', 'node')`,
    [contact, name, at - limit.withinMs],
  );
  return row?.given ?? 0;
}
