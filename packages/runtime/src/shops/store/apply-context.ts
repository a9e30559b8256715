import type { Transaction } from '../../db';
import type { EventLog, EventPayload, EventType } from '../../events';
import type { Shop } from '../shop';

/**
 * What is said of an object beside its state. A shop's word says little: an update may come before the creation, and
 * one word may stand for several changes. `history` is what an import reads: what an object from before the connection
 * that nobody has seen yet says has happened is remembered, and begins no journey.
 */
export type Tidings = 'created' | 'changed' | 'restored' | 'history';

/** What applying a shop's word works with: one transaction, all or nothing. */
export interface ApplyContext {
  readonly tx: Transaction;
  readonly shop: Shop;
  readonly tidings: Tidings;
  readonly receivedAt: number;
  /**
   * Dates of shops count seconds. What becomes of a state whose date is that of the stored one: it replaces it, because the
   * shop was asked for it later; or it goes, because it was asked for who knows when. Left out: the one that is further
   * on its way counts.
   */
  readonly ofSameSecond?: 'replaces' | 'goes';
  readonly events: EventLog;
  /**
   * Logs an event and takes it on to whoever waits for it, in the same transaction.
   * @returns false where the event is known already: then nothing was done
   */
  publish(event: ShopEvent): Promise<boolean>;
}

export interface ShopEvent {
  readonly type: EventType;
  /** The shop's id of the order, customer or product. */
  readonly subject: string;
  /** Tells repeated events of one subject apart; empty for what can happen to it once only. */
  readonly discriminator: readonly (string | number)[];
  readonly contact: number | null;
  /** UTC epoch ms. */
  readonly occurredAt: number;
  readonly payload: Omit<EventPayload, 'event' | 'shop'>;
  /** Logged, and taken on to nobody. */
  readonly isHistory?: boolean;
}

/** What became of a shop's word. */
export type Outcome =
  | { readonly outcome: 'applied' }
  /** The body is kept where nobody else would know what it says. */
  | { readonly outcome: 'ignored'; readonly reason: string; readonly isBodyKept: boolean }
  | { readonly outcome: 'unreadable'; readonly reason: string };

export const APPLIED: Outcome = { outcome: 'applied' };

/** Nothing to do, and nothing lost. */
export function ignored(reason: string): Outcome {
  return { outcome: 'ignored', reason, isBodyKept: false };
}

export function unreadable(reason: string): Outcome {
  return { outcome: 'unreadable', reason };
}

/** One event of a shop per key: two with the same key are one. */
export function dedupeKeyOf(
  shop: string,
  { type, subject, discriminator }: Pick<ShopEvent, 'type' | 'subject' | 'discriminator'>,
): string {
  return [type, shop, subject, ...discriminator].join(':');
}
