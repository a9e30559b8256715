import type { Transaction } from '../../db';
import type { EventLog, NewEvent, RouteEvent } from '../../events';
import { shopSnapshot, type Shop } from '../shop';
import { dedupeKeyOf, type ApplyContext, type ShopEvent } from './apply-context';
import { toIso } from './order-snapshot';

interface Collaborators {
  readonly events: EventLog;
  /** Takes each new event on, in the transaction that stores it. */
  readonly route: RouteEvent;
}

/** Logs the events of a shop and takes them on, in one transaction. Each event is logged once, whoever finds it. */
export function publishing(
  tx: Transaction,
  shop: Shop,
  receivedAt: number,
  { events, route }: Collaborators,
): ApplyContext['publish'] {
  // One object for all of them: what is the same is stored once.
  const snapshot = shopSnapshot(shop);
  return async (event) => {
    const stored = await events.append(tx, toNewEvent(shop, snapshot, event), receivedAt);
    if (stored && event.isHistory !== true) await route(tx, stored);
    return stored !== undefined;
  };
}

function toNewEvent(shop: Shop, snapshot: ReturnType<typeof shopSnapshot>, event: ShopEvent): NewEvent {
  const { type, contact, occurredAt, payload } = event;
  return {
    workspace: shop.workspace,
    type,
    contact,
    shop: shop.id,
    occurredAt,
    dedupeKey: dedupeKeyOf(shop.id, event),
    payload: { event: { type, occurredAt: toIso(occurredAt) }, shop: snapshot, ...payload },
  };
}
