import type { Transaction } from '../db';
import { routeEvent } from '../engine';
import { publisher, type StoredEvent } from '../events';
import { SubscriptionDeliverer, Subscriptions } from '../hub';
import { SegmentMembers, SegmentStore, SegmentSweeps } from '../segments';
import type { Job } from './job';
import type { EngineParts } from './wire-engine';
import type { Foundation } from './wire-foundation';
import { wireTriggers } from './wire-triggers';

export type Events = ReturnType<typeof wireEvents>;

/** Here the loop closes: what shops and people do becomes events, and events enter journeys. */
export function wireEvents(foundation: Foundation, running: EngineParts) {
  const { engine, journeys, events } = running;
  const { database, cipher, clock, logger } = foundation;
  const triggers = wireTriggers(foundation, running, route);
  const { watches, interests, fanOuts, subscribed } = triggers;
  const subscriptions = new Subscriptions({ database, cipher, clock, onChanged: () => subscribed.refresh() });
  const deliverer = new SubscriptionDeliverer({ database, cipher, clock, logger });
  const segmentMembers = new SegmentMembers({
    clock,
    tell: async (tx, event) => {
      const stored = await events.append(tx, event, clock.now());
      if (stored) await route(tx, stored);
    },
  });
  const segmentSweeps = new SegmentSweeps({ database, clock, logger, members: segmentMembers });
  const jobs: Job[] = [...triggers.jobs, segmentSweeps];
  return {
    ...{ triggers, subscriptions, deliverer, route, segmentMembers, segmentSweeps, jobs },
    publish: publisher({ events, route, clock }),
    segments: new SegmentStore(database, clock),
  };

  async function route(tx: Transaction, event: StoredEvent): Promise<void> {
    await routeEvent(tx, event, { engine, journeys, clock });
    if ((await subscriptions.enqueue(tx, event)) > 0) tx.afterCommit(() => deliverer.wake());
    await segmentMembers.onEvent(tx, event);
    await watches.onEvent(tx, event);
    await interests.onEvent(tx, event);
    await fanOuts.onEvent(tx, event);
  }
}
