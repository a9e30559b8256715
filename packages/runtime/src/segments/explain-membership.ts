import { answerLeaves, type Condition, type Leaf, type SeenValue } from '../audiences';
import type { Database } from '../db';
import type { Segment } from './segment';

/** A rule with its answer at every place: what was seen, and whether it holds. */
export type Explained = { readonly holds: boolean } & (
  | { readonly all: readonly Explained[] }
  | { readonly any: readonly Explained[] }
  | { readonly none: readonly Explained[] }
  | { readonly not: Explained }
  | ({ readonly asked: Leaf } & SeenValue)
);

export interface Membership {
  /** Since when the contact is in the segment (UTC epoch ms); null where they are not. */
  readonly joinedAt: number | null;
  /** What the rule says now, and why. */
  readonly why: Explained;
}

/** Why a contact is in a segment, or is not. */
export async function explainMembership(
  database: Database,
  { id, workspace, rule }: Segment,
  { contact, asOf }: { readonly contact: number; readonly asOf: number },
): Promise<Membership> {
  const answer = await answerLeaves(database, rule, { workspace, contact, asOf });
  const member = await database.get<{ at: number }>(
    'SELECT joined_at AS at FROM segment_member WHERE segment = ? AND contact = ?',
    [id, contact],
  );
  return { joinedAt: member?.at ?? null, why: explain(rule) };

  function explain(part: Condition): Explained {
    if ('all' in part) {
      const all = part.all.map(explain);
      return { all, holds: all.every(({ holds }) => holds) };
    }
    if ('any' in part) {
      const any = part.any.map(explain);
      return { any, holds: any.some(({ holds }) => holds) };
    }
    if ('none' in part) {
      const none = part.none.map(explain);
      return { none, holds: !none.some(({ holds }) => holds) };
    }
    if ('not' in part) {
      const not = explain(part.not);
      return { not, holds: !not.holds };
    }
    const { fact, value, holds } = answer(part);
    return { asked: part, fact, value, holds };
  }
}
