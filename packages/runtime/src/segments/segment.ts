import type { Condition } from '../audiences';

/** A list that follows from a rule: contacts join and leave it by themselves. */
export interface Segment {
  readonly id: string;
  readonly workspace: number;
  readonly name: string;
  readonly rule: Condition;
  /** Up to which contact (its id) the members are settled after a rule is new; null once all are. */
  readonly filledTo: number | null;
  /** UTC epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type SegmentRow = Omit<Segment, 'rule'> & { readonly rule: string };

export const SEGMENT_COLUMNS =
  'id, workspace, name, rule, filled_to AS "filledTo", created_at AS "createdAt", updated_at AS "updatedAt"';

export const toSegment = (row: SegmentRow): Segment => ({ ...row, rule: JSON.parse(row.rule) as Condition });
