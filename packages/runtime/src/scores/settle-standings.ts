import type { Transaction } from '../db';
import type { ContactScores } from './contact-scores';
import { judgeStandings, type Standing } from './judge-standings';
import type { ScoreBook } from './score-book';
import { TOTAL } from './score-definition';
import type { ScoreThreshold } from './score-threshold';

/** A contact has risen to a threshold, or fallen below it. */
export interface Crossing {
  readonly threshold: ScoreThreshold;
  readonly direction: 'up' | 'down';
  readonly value: number;
}

/**
 * Writes down which thresholds a contact is above of after a change of some scores, and when they will fall.
 * @param scores those that changed; all where left out
 * @returns what was crossed, but for thresholds that are still being settled: who is above of them is no news
 */
export async function settleStandings(
  tx: Transaction,
  { workspace, contact, states }: Pick<ContactScores, 'workspace' | 'contact' | 'states'>,
  { book, now, scores }: { readonly book: ScoreBook; readonly now: number; readonly scores?: ReadonlySet<string> },
): Promise<Crossing[]> {
  const thresholds = book
    .thresholdsOf(workspace)
    .filter(({ score }) => !scores || score === TOTAL || scores.has(score));
  if (thresholds.length === 0) return [];
  const rows = await tx.all<{ threshold: string; dueAt: number | null }>(
    'SELECT threshold, due_at AS "dueAt" FROM score_standing WHERE contact = ?',
    [contact],
  );
  const known = new Map(rows.map(({ threshold, dueAt }) => [threshold, dueAt]));
  const crossed: Crossing[] = [];
  for (const standing of judgeStandings(thresholds, states, new Set(known.keys()), { book, now })) {
    const { threshold, isAbove, wasAbove, value, dueAt } = standing;
    if (isAbove !== wasAbove || dueAt !== known.get(threshold.id)) await store(tx, standing, contact, now);
    if (isAbove === wasAbove) continue;
    const isSettled = threshold.filledTo === null || contact <= threshold.filledTo;
    if (isSettled) crossed.push({ threshold, direction: isAbove ? 'up' : 'down', value });
  }
  return crossed;
}

async function store(
  tx: Transaction,
  { threshold, isAbove, dueAt }: Standing,
  contact: number,
  now: number,
): Promise<void> {
  if (!isAbove) {
    await tx.run('DELETE FROM score_standing WHERE threshold = ? AND contact = ?', [threshold.id, contact]);
    return;
  }
  await tx.run(
    `INSERT INTO score_standing (threshold, contact, workspace, since_at, due_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (threshold, contact) DO UPDATE SET due_at = excluded.due_at`,
    [threshold.id, contact, threshold.workspace, now, dueAt],
  );
}
