import { evaluateCondition } from '../../audiences';
import type { Queries } from '../../db';
import { eventsOfContact, matchesTrigger, type StoredEvent } from '../../events';
import type { LookBack } from './look-back';
import type { EventArm } from './wait-arm';

/** The first event that an arm waits for and that is there already. */
export async function findPastEvent(
  queries: Queries,
  contact: number,
  arm: EventArm,
  lookBack: LookBack,
): Promise<StoredEvent | undefined> {
  const from = lookBack[arm.lookBack];
  for (const event of await eventsOfContact(queries, contact, { types: arm.filter.events, from })) {
    if (await isAwaited(queries, arm, event)) return event;
  }
  return undefined;
}

/** Whether an event is what an arm waits for. */
export async function isAwaited(queries: Queries, { filter, about }: EventArm, event: StoredEvent): Promise<boolean> {
  if (!matchesTrigger(filter, event)) return false;
  if (!about) return true;
  const { workspace, contact, payload, receivedAt } = event;
  return (await evaluateCondition(queries, about, { workspace, contact, event: payload, asOf: receivedAt })).holds;
}
