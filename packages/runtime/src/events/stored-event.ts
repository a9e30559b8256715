import type { Transaction } from '../db';
import type { EventPayload } from './event-payload';
import type { EventType } from './event-types';

/** An event before it is in the log. Instants are UTC epoch milliseconds. */
export interface NewEvent {
  readonly workspace: number;
  readonly type: EventType;
  readonly contact: number | null;
  readonly shop: string | null;
  readonly occurredAt: number;
  /** Two events with the same key are one: the second is dropped. */
  readonly dedupeKey: string;
  readonly payload: EventPayload;
}

export interface StoredEvent extends NewEvent {
  readonly id: number;
  readonly receivedAt: number;
}

/** Takes an event on to whoever waits for it, in the transaction that stored it. */
export type RouteEvent = (transaction: Transaction, event: StoredEvent) => Promise<void>;
