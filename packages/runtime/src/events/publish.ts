import { randomUUID } from 'node:crypto';

import type { Transaction } from '../db';
import type { Clock } from '../shared';
import type { EventLog } from './event-log';
import type { EventPayload } from './event-payload';
import type { EventType } from './event-types';
import type { RouteEvent } from './stored-event';

/** Something that happens to a contact here, rather than at a shop. */
export interface Happening {
  readonly workspace: number;
  readonly type: EventType;
  readonly contact: number;
  readonly payload: Omit<EventPayload, 'event'>;
}

/** Logs what has just happened and takes it on to whoever waits for it, in the same transaction. */
export type Publish = (tx: Transaction, happening: Happening) => Promise<void>;

export function publisher(parts: {
  readonly events: EventLog;
  readonly route: RouteEvent;
  readonly clock: Clock;
}): Publish {
  const { events, route, clock } = parts;
  return async (tx, { workspace, type, contact, payload }) => {
    const now = clock.now();
    const event = { type, occurredAt: new Date(now).toISOString() };
    // It is told once, by the transaction that does it: nothing could make two of them one.
    const dedupeKey = `${type}:${randomUUID()}`;
    const stored = await events.append(
      tx,
      { workspace, type, contact, shop: null, occurredAt: now, dedupeKey, payload: { event, ...payload } },
      now,
    );
    if (stored) await route(tx, stored);
  };
}
