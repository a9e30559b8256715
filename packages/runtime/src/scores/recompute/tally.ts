import type { Queries } from '../../db';
import { readStates } from '../contact-states';
import { judgeStandings } from '../judge-standings';
import type { ScoreBook } from '../score-book';
import type { Difference } from './differences';
import type { CrossingCounts, RecountFigures } from './recount';

export const NOTHING_COUNTED: RecountFigures = { contacts: 0, changed: 0, pointsAdded: 0, pointsTaken: 0, crossed: {} };

/** What one contact adds to the figures. Looks before the differences are stored. */
export async function tallyOf(
  queries: Queries,
  { workspace, contact, book }: { readonly workspace: number; readonly contact: number; readonly book: ScoreBook },
  differences: readonly Difference[],
  now: number,
): Promise<RecountFigures> {
  if (differences.length === 0) return { ...NOTHING_COUNTED, contacts: 1 };
  const points = differences.map((difference) => difference.points);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const figures = {
    ...{ contacts: 1, changed: 1 },
    pointsAdded: sum(points.filter((each) => each > 0)),
    pointsTaken: -sum(points.filter((each) => each < 0)),
  };
  const thresholds = book.thresholdsOf(workspace);
  if (thresholds.length === 0) return { ...figures, crossed: {} };
  const states = await readStates(queries, contact);
  for (const { score, after } of differences) states.set(score, after);
  const rows = await queries.all<{ threshold: string }>('SELECT threshold FROM score_standing WHERE contact = ?', [
    contact,
  ]);
  const above = new Set(rows.map(({ threshold }) => threshold));
  const crossed: Record<string, CrossingCounts> = {};
  for (const { threshold, isAbove, wasAbove } of judgeStandings(thresholds, states, above, { book, now })) {
    if (isAbove !== wasAbove) crossed[threshold.id] = { up: Number(isAbove), down: Number(wasAbove) };
  }
  return { ...figures, crossed };
}

export function sumOf(one: RecountFigures, other: RecountFigures): RecountFigures {
  const crossed: Record<string, CrossingCounts> = { ...one.crossed };
  for (const [threshold, { up, down }] of Object.entries(other.crossed)) {
    const known = crossed[threshold] ?? { up: 0, down: 0 };
    crossed[threshold] = { up: known.up + up, down: known.down + down };
  }
  return {
    contacts: one.contacts + other.contacts,
    changed: one.changed + other.changed,
    pointsAdded: one.pointsAdded + other.pointsAdded,
    pointsTaken: one.pointsTaken + other.pointsTaken,
    crossed,
  };
}
