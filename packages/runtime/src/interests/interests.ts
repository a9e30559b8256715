import type { Transaction } from '../db';
import type { StoredEvent, TriggerDemand, TriggerFilter } from '../events';
import { INTEREST_EVENTS, interestOfEvent } from './interest-of-event';
import { writeInterest } from './sql/write-interest';

/**
 * Keeps who is interested in which product as events come in, while any trigger asks for it. Orders are not among these
 * events: a purchase costs nothing here.
 */
export class Interests {
  constructor(private readonly demand: TriggerDemand) {}

  async onEvent(tx: Transaction, event: StoredEvent): Promise<void> {
    const { workspace, contact, shop, occurredAt } = event;
    if (contact === null || !INTEREST_EVENTS.includes(event.type)) return;
    if (daysWanted(this.demand.filtersOf(workspace)) === 0) return;
    const change = interestOfEvent(event);
    if (change) await writeInterest(tx, { workspace, contact, shop: shop ?? '', at: occurredAt }, change);
  }
}

/** How many days back triggers look for interest that is kept; 0 where none does. */
export function daysWanted(filters: readonly TriggerFilter[]): number {
  const asked = filters.flatMap(({ interest }) => interest ?? []);
  return Math.max(
    0,
    ...asked.filter(({ kinds }) => kinds.some((kind) => kind !== 'bought')).map((each) => each.withinDays),
  );
}
