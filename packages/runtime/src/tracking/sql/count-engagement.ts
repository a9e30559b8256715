import type { Transaction } from '../../db';
import type { EngagementClass } from '../classes';

export interface EngagementCount {
  readonly message: string;
  readonly kind: 'open' | 'click' | 'unsubscribe';
  readonly class: EngagementClass;
  readonly workspace: number;
  readonly count: number;
  /** UTC epoch ms. */
  readonly at: number;
}

/** Adds to what became of a message. @returns whether it is the first of its kind and class */
export async function countEngagement(tx: Transaction, engagement: EngagementCount): Promise<boolean> {
  const { message, kind, workspace, count, at } = engagement;
  const row = await tx.get<{ total: number }>(
    `INSERT INTO message_engagement (message, kind, class, workspace, count, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (message, kind, class) DO UPDATE SET count = message_engagement.count + excluded.count,
        first_at = CASE WHEN excluded.first_at < message_engagement.first_at THEN excluded.first_at ELSE message_engagement.first_at END,
        last_at = CASE WHEN excluded.last_at > message_engagement.last_at THEN excluded.last_at ELSE message_engagement.last_at END
      RETURNING count AS total`,
    [message, kind, engagement.class, workspace, count, at, at],
  );
  return row?.total === count;
}
