import type { Transaction } from '../db';
import type { Clock } from '../shared';
import type { EventLog } from './event-log';
import type { NewEvent, RouteEvent } from './stored-event';

/** Logs an event and takes it on to whoever waits for it, in the same transaction. One that is known is told to nobody. */
export type TellEvent = (tx: Transaction, event: NewEvent) => Promise<void>;

export function teller(parts: {
  readonly events: EventLog;
  readonly route: RouteEvent;
  readonly clock: Clock;
}): TellEvent {
  const { events, route, clock } = parts;
  return async (tx, event) => {
    const stored = await events.append(tx, event, clock.now());
    if (stored) await route(tx, stored);
  };
}
