import { readSalesFigures } from '../audiences';
import type { Queries } from '../db';
import type { LeadSummary } from '../events';
import type { Changed } from '../segments';
import { readStates, worthAt } from './contact-states';
import { round } from './round';
import type { ScoreBook } from './score-book';

/** So many of the latest reasons are told: who wants more looks at the ledger. */
const REASONS = 8;

/** What a person in sales wants to know of a contact before they call. */
export async function summarizeLead(
  queries: Queries,
  who: Changed,
  book: ScoreBook,
  now: number,
): Promise<LeadSummary> {
  const { workspace, contact } = who;
  const states = await readStates(queries, contact);
  const worth = worthAt(states, book, workspace);
  const reasons = await queries.all<{ score: string; reason: string; points: number; at: number }>(
    `SELECT score, reason, points, at FROM score_entry WHERE workspace = ? AND contact = ? AND points <> 0
     ORDER BY at DESC, id DESC LIMIT ${REASONS}`,
    [workspace, contact],
  );
  const [sales] = await readSalesFigures(queries, { workspace, contact, asOf: now, filters: [{}] });
  return {
    scores: [...states.keys()].map((name) => ({ name, value: round(worth(name, now)) })),
    reasons: reasons.map(({ at, points, ...each }) => ({
      ...each,
      points: round(points),
      at: new Date(at).toISOString(),
    })),
    orders: sales?.count ?? 0,
    spent: sales?.sum ?? 0,
    currency: sales?.currency ?? null,
    lastOrderAt: sales?.lastAt ?? null,
  };
}
