import type { Queries } from '../db';
import { readStates, worthAt } from './contact-states';
import type { EntryKind } from './points-request';
import { round } from './round';
import type { ScoreBook } from './score-book';
import { TOTAL } from './score-definition';

/** What a contact's scores are now. */
export interface ContactScoreView {
  readonly scores: ReadonlyArray<{ readonly name: string; readonly value: number }>;
  readonly total: number;
  /** Thresholds that the contact is above of. */
  readonly above: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly score: string;
    readonly since: number;
    /** When they will have fallen below it if nothing happens. */
    readonly until: number | null;
  }>;
}

export async function readScores(
  queries: Queries,
  book: ScoreBook,
  { workspace, contact, now }: { readonly workspace: number; readonly contact: number; readonly now: number },
): Promise<ContactScoreView> {
  await book.ready(queries);
  const states = await readStates(queries, contact);
  const worth = worthAt(states, book, workspace);
  const above = await queries.all<ContactScoreView['above'][number]>(
    `SELECT t.id, t.name, t.score, s.since_at AS "since", s.due_at AS "until" FROM score_standing s
     JOIN score_threshold t ON t.id = s.threshold WHERE s.contact = ? AND s.workspace = ? ORDER BY t.value, t.id`,
    [contact, workspace],
  );
  return {
    scores: [...states.keys()].map((name) => ({ name, value: round(worth(name, now)) })),
    total: round(worth(TOTAL, now)),
    above,
  };
}

/** A row of the ledger. */
export interface LedgerEntry {
  readonly id: number;
  readonly score: string;
  readonly kind: EntryKind;
  readonly points: number;
  readonly asked: number;
  readonly value: number;
  readonly reason: string;
  readonly rule: string | null;
  readonly event: number | null;
  readonly at: number;
}

/** Newest first. @param request `cursor`: the id of the last entry that was seen */
export async function readLedger(
  queries: Queries,
  request: { readonly workspace: number; readonly contact: number; readonly limit: number; readonly cursor?: number },
): Promise<{ data: LedgerEntry[]; nextCursor: number | null }> {
  const { workspace, contact, limit, cursor = Number.MAX_SAFE_INTEGER } = request;
  const rows = await queries.all<LedgerEntry>(
    `SELECT id, score, kind, points, asked, value, reason, rule, event, at FROM score_entry
     WHERE contact = ? AND workspace = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    [contact, workspace, cursor, limit + 1],
  );
  const data = rows.slice(0, limit).map((row) => ({
    ...row,
    ...{ points: round(row.points), asked: round(row.asked), value: round(row.value) },
  }));
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}
