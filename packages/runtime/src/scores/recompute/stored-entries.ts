import type { Queries } from '../../db';
import type { EntryKind } from '../points-request';

/** An entry of the ledger, as far as counting anew asks for it. */
export interface StoredEntry {
  readonly id: number;
  readonly score: string;
  readonly kind: EntryKind;
  readonly points: number;
  readonly asked: number;
  readonly rule: string | null;
  readonly event: number | null;
  readonly at: number;
}

export async function readEntries(queries: Queries, contact: number): Promise<StoredEntry[]> {
  return await queries.all<StoredEntry>(
    'SELECT id, score, kind, points, asked, rule, event, at FROM score_entry WHERE contact = ? ORDER BY id',
    [contact],
  );
}
