import type { Queries } from '../db';
import type { Changed } from '../segments';
import { readStates, worthAt } from './contact-states';
import { judgeStandings } from './judge-standings';
import { planChange } from './plan-change';
import { pointsGiven } from './points-given';
import type { PointsRequest } from './points-request';
import { round } from './round';
import type { ScoreBook } from './score-book';
import { TOTAL } from './score-definition';

/** What became of a request for points, or would become of it. */
export interface ScoreReceipt {
  readonly score: string;
  readonly value: number;
  readonly previous: number;
  /** What was given of what was asked for. */
  readonly points: number;
  /** All scores of the contact together. */
  readonly total: number;
  readonly crossed: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly value: number;
    readonly direction: 'up' | 'down';
  }>;
}

/** Plans requests one after the other, without writing anything. @returns the receipt of the last one */
export async function previewChanges(
  queries: Queries,
  book: ScoreBook,
  { workspace, contact }: Changed,
  requests: readonly PointsRequest[],
): Promise<ScoreReceipt> {
  const states = await readStates(queries, contact);
  const worth = worthAt(states, book, workspace);
  const rows = await queries.all<{ threshold: string }>('SELECT threshold FROM score_standing WHERE contact = ?', [
    contact,
  ]);
  let above: ReadonlySet<string> = new Set(rows.map(({ threshold }) => threshold));
  const thresholds = book.thresholdsOf(workspace);
  let receipt: ScoreReceipt = { score: '', value: 0, previous: 0, points: 0, total: 0, crossed: [] };
  for (const request of requests) {
    const { score, at, change } = request;
    const known = await storedEntry(queries, workspace, request);
    if (known) {
      receipt = {
        ...{ score, value: round(known.value), points: round(known.points), crossed: [] },
        previous: round(known.value - known.points),
        total: round(worth(TOTAL, at)),
      };
      continue;
    }
    const definition = book.definitionOf(workspace, score);
    const given = await pointsGiven(queries, contact, definition, at);
    const { points, previous, after } = planChange(definition, states.get(score), change, { at, given });
    if (points !== 0) states.set(score, after);
    const standings = judgeStandings(thresholds, states, above, { book, now: at });
    receipt = {
      score,
      value: round(after.value),
      previous: round(previous),
      points: round(points),
      total: round(worth(TOTAL, at)),
      crossed: standings
        .filter(({ isAbove, wasAbove }) => isAbove !== wasAbove)
        .map(({ threshold: { id, name, value }, isAbove }) => ({
          id,
          name,
          value,
          direction: isAbove ? 'up' : 'down',
        })),
    };
    above = new Set(standings.filter(({ isAbove }) => isAbove).map(({ threshold }) => threshold.id));
  }
  return receipt;
}

async function storedEntry(
  queries: Queries,
  workspace: number,
  { reference }: PointsRequest,
): Promise<{ points: number; value: number } | undefined> {
  if (reference === undefined) return undefined;
  return await queries.get('SELECT points, value FROM score_entry WHERE workspace = ? AND reference = ?', [
    workspace,
    reference,
  ]);
}
