import type { Queries, Transaction } from '../../db';
import { eventsOfContact } from '../../events';
import { ContactScores } from '../contact-scores';
import { readStates, worthAt } from '../contact-states';
import type { Anchored } from '../decay';
import { settleStandings } from '../settle-standings';
import { replayScores, type ReplayScope } from './replay-scores';

/** A score that is another one once it is counted anew. */
export interface Difference {
  readonly score: string;
  readonly after: Anchored;
  readonly points: number;
  readonly value: number;
}

/** Less than this is the rounding of floating point. */
const NOTHING = 1e-6;

/** Which scores of a contact are not what the rules of today make of the past. */
export async function differencesOf(queries: Queries, scope: ReplayScope, now: number): Promise<Difference[]> {
  const { workspace, contact, book, rules } = scope;
  const stored = await readStates(queries, contact);
  const events = await eventsOfContact(queries, contact, { types: rules.map(({ event }) => event), from: {} });
  if (stored.size === 0 && events.length === 0) return [];
  const replayed = await replayScores(queries, events, scope);
  const [was, is] = [worthAt(stored, book, workspace), worthAt(replayed, book, workspace)];
  const found: Difference[] = [];
  for (const score of new Set([...stored.keys(), ...replayed.keys()])) {
    const value = is(score, now);
    const points = value - was(score, now);
    if (Math.abs(points) < NOTHING) continue;
    found.push({ score, after: replayed.get(score) ?? { value: 0, since: now }, points, value });
  }
  return found;
}

/** Makes a contact's scores what they are counted to be. The ledger keeps its entries, and gets one more for each difference. */
export async function storeDifferences(
  tx: Transaction,
  { workspace, contact, book }: ReplayScope,
  differences: readonly Difference[],
  now: number,
): Promise<void> {
  const scores = await ContactScores.open(tx, book, { workspace, contact });
  for (const { score, after, points, value } of differences) {
    await scores.store(score, after);
    await tx.run(
      `INSERT INTO score_entry (workspace, contact, score, kind, points, asked, value, reason, at, recorded_at)
       VALUES (?, ?, ?, 'correction', ?, ?, ?, 'The rules were counted anew', ?, ?)`,
      [workspace, contact, score, points, points, value, now, now],
    );
  }
  await settleStandings(tx, scores, { book, now });
}
