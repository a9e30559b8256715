import type { Queries } from '../db';
import { valueAt, type Anchored } from './decay';
import type { ScoreBook } from './score-book';
import { TOTAL } from './score-definition';

/** The scores of one contact as they are stored: by name. */
export type States = ReadonlyMap<string, Anchored>;

interface ScoreRow {
  readonly name: string;
  readonly value: number;
  readonly since: number;
}

export async function readStates(queries: Queries, contact: number): Promise<Map<string, Anchored>> {
  const rows = await queries.all<ScoreRow>(
    'SELECT name, value, updated_at AS "since" FROM score WHERE contact = ? ORDER BY name',
    [contact],
  );
  return new Map(rows.map(({ name, value, since }) => [name, { value, since }]));
}

/** What a score of a contact is worth at an instant; `total` is all of them together. */
export function worthAt(states: States, book: Pick<ScoreBook, 'definitionOf'>, workspace: number) {
  const worthOf = (name: string, anchored: Anchored | undefined, at: number): number =>
    anchored ? valueAt(anchored, book.definitionOf(workspace, name).decay, at) : 0;
  return (score: string, at: number): number => {
    if (score !== TOTAL) return worthOf(score, states.get(score), at);
    return [...states].reduce((sum, [name, anchored]) => sum + worthOf(name, anchored, at), 0);
  };
}
