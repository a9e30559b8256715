export const WATCHED = ['cart.abandoned', 'message.not_opened', 'message.not_clicked'] as const;

/** The type of the event that a watch becomes. */
export type WatchType = (typeof WATCHED)[number];

/** Something that is told of at an instant, if nothing happens until then. Instants are UTC epoch ms. */
export interface Watch {
  readonly id: number;
  readonly workspace: number;
  readonly type: WatchType;
  readonly subject: string;
  /** For how long nothing has to happen. */
  readonly minutes: number;
  /** What happened last; null where the subject itself tells. */
  readonly event: number | null;
  readonly sinceAt: number;
  readonly dueAt: number;
}
