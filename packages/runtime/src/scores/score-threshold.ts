/** Who is told of a contact that has risen to a threshold. */
export interface Owner {
  readonly name?: string;
  readonly email?: string;
  /** Of the mail to them: en, he or ar. */
  readonly language?: 'en' | 'he' | 'ar';
  /** The event is posted there, signed as to a subscription. */
  readonly webhookUrl?: string;
}

/** A value whose crossing is an event. */
export interface ScoreThreshold {
  readonly id: string;
  readonly workspace: number;
  readonly name: string;
  /** A score, or `total`. */
  readonly score: string;
  /** Whoever has as much is above it. */
  readonly value: number;
  /** Whoever is above it falls below it with less than `value - margin`: so that a value that wavers crosses once. */
  readonly margin: number;
  /** Sales, where they take over from here. */
  readonly owner: Owner | null;
  /** Up to which contact (its id) it is settled who is above; null once all are. */
  readonly filledTo: number | null;
  /** UTC epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type ThresholdRow = Omit<ScoreThreshold, 'owner'> & { readonly owner: string | null };

export const THRESHOLD_COLUMNS =
  'id, workspace, name, score, value, margin, owner, filled_to AS "filledTo", created_at AS "createdAt", updated_at AS "updatedAt"';

export const toThreshold = ({ owner, ...row }: ThresholdRow): ScoreThreshold => ({
  ...row,
  owner: owner === null ? null : (JSON.parse(owner) as Owner),
});
