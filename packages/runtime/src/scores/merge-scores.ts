import type { Transaction } from '../db';
import type { ContactScores, Scored } from './contact-scores';
import { readStates } from './contact-states';
import { anchorAt, valueAt } from './decay';
import type { ScoreBook } from './score-book';

export interface ScoreMerge {
  readonly workspace: number;
  readonly into: number;
  readonly from: number;
  readonly now: number;
}

/**
 * Gives the survivor of a merge the points of the other contact, as they are worth now. What a rule gave both for as long
 * as it holds counts once. Thresholds that one of them was above of are not crossed again.
 */
export async function mergeScores(
  tx: Transaction,
  scores: ContactScores,
  { workspace, into, from, now }: ScoreMerge,
  book: ScoreBook,
): Promise<Scored[]> {
  const others = await readStates(tx, from);
  const twice = await joinHoldings(tx, into, from);
  await joinStandings(tx, into, from);
  const merged: Scored[] = [];
  for (const [score, other] of others) {
    const { decay, maximum } = book.definitionOf(workspace, score);
    const own = scores.states.get(score) ?? { value: 0, since: other.since };
    const previous = valueAt(own, decay, now);
    const sum = previous + valueAt(other, decay, now) - (twice.get(score) ?? 0);
    const value = maximum === null ? sum : Math.min(sum, Math.max(maximum, previous));
    // Of two decays by steps the later step counts: that contact was active last.
    const since = Math.max(anchorAt(own, decay, now).since, anchorAt(other, decay, now).since);
    const after = { value, since };
    await scores.store(score, after);
    merged.push({ score, after, previous, points: value - previous, asked: value - previous });
    const lost = value - previous - valueAt(other, decay, now);
    if (lost !== 0) await noteLoss(tx, { workspace, contact: into, score, points: lost, value, now });
  }
  await tx.run('DELETE FROM score WHERE contact = ?', [from]);
  return merged;
}

/** @returns by score: points that both contacts hold for the same rules */
async function joinHoldings(tx: Transaction, into: number, from: number): Promise<Map<string, number>> {
  const rows = await tx.all<{ score: string; points: number }>(
    `SELECT r.score, SUM(mine.points) AS "points" FROM score_holding mine JOIN score_holding other ON other.rule = mine.rule
     JOIN score_rule r ON r.id = mine.rule WHERE mine.contact = ? AND other.contact = ? GROUP BY r.score`,
    [from, into],
  );
  await tx.run(
    `INSERT INTO score_holding (rule, contact, workspace, points, since_at)
     SELECT rule, ?, workspace, points, since_at FROM score_holding WHERE contact = ? ON CONFLICT (rule, contact) DO NOTHING`,
    [into, from],
  );
  await tx.run('DELETE FROM score_holding WHERE contact = ?', [from]);
  return new Map(rows.map(({ score, points }) => [score, points]));
}

async function joinStandings(tx: Transaction, into: number, from: number): Promise<void> {
  await tx.run(
    `INSERT INTO score_standing (threshold, contact, workspace, since_at, due_at)
     SELECT threshold, ?, workspace, since_at, due_at FROM score_standing WHERE contact = ?
     ON CONFLICT (threshold, contact) DO UPDATE SET since_at = excluded.since_at WHERE excluded.since_at < score_standing.since_at`,
    [into, from],
  );
  await tx.run('DELETE FROM score_standing WHERE contact = ?', [from]);
}

async function noteLoss(
  tx: Transaction,
  entry: { workspace: number; contact: number; score: string; points: number; value: number; now: number },
): Promise<void> {
  const { workspace, contact, score, points, value, now } = entry;
  await tx.run(
    `INSERT INTO score_entry (workspace, contact, score, kind, points, asked, value, reason, at, recorded_at)
     VALUES (?, ?, ?, 'merge', ?, ?, ?, 'Counted once for both contacts', ?, ?)`,
    [workspace, contact, score, points, points, value, now, now],
  );
}
