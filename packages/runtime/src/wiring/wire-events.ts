import { DateWatches } from '../dates';
import type { Transaction } from '../db';
import { routeEvent } from '../engine';
import { publisher, teller, type StoredEvent } from '../events';
import { SubscriptionDeliverer, Subscriptions } from '../hub';
import { Intakes } from '../intakes';
import { SegmentMembers, SegmentStore, SegmentSweeps } from '../segments';
import type { Scores } from '../scores';
import { followSubscriptions, followWorkflows } from './follow-triggers';
import type { Job } from './job';
import type { EngineParts } from './wire-engine';
import type { Foundation } from './wire-foundation';
import type { Insights } from './wire-insights';
import { wireTriggers } from './wire-triggers';

export type Events = ReturnType<typeof wireEvents>;

/** Here the loop closes: what shops and people do becomes events, and events enter journeys. */
export function wireEvents(
  foundation: Foundation,
  running: EngineParts,
  { insights }: Pick<Insights, 'insights'>,
  scores: () => Scores,
) {
  const { engine, journeys, events, pauses, live } = running;
  const { database, cipher, clock, logger } = foundation;
  const triggers = wireTriggers(foundation, running, route);
  const { watches, interests, fanOuts, subscribed } = triggers;
  const dates = new DateWatches({ database, clock, logger, events, route });
  const intakes = new Intakes({
    ...{ database, clock, logger, events },
    isResting: async ({ taker }) => {
      if (taker.kind === 'subscription') return false;
      await pauses.refresh();
      return pauses.of(taker.id) !== undefined || live.versionOf(taker.id) === undefined;
    },
    deliver: async (tx, { taker }, event) => {
      if (taker.kind === 'workflow') {
        const outcome = await journeys.enterOne(tx, taker.id, event);
        return outcome === 'pending' ? 'entered' : outcome;
      }
      tx.afterCommit(() => deliverer.wake());
      await subscriptions.enqueueFor(tx, taker.id, event);
      return 'entered';
    },
  });
  const following = { database, clock, dates, intakes };
  const subscriptions = new Subscriptions({
    ...{ database, cipher, clock },
    follow: followSubscriptions(following),
    onChanged: () => subscribed.refresh(),
  });
  const deliverer = new SubscriptionDeliverer({ database, cipher, clock, logger });
  const tell = teller({ events, route, clock });
  const segmentMembers = new SegmentMembers({ clock, tell });
  const segmentSweeps = new SegmentSweeps({ database, clock, logger, members: segmentMembers });
  const jobs: Job[] = [...triggers.jobs, segmentSweeps, dates, intakes];
  return {
    ...{ triggers, subscriptions, deliverer, route, tell, segmentMembers, segmentSweeps, dates, intakes, jobs },
    triggersChanged: followWorkflows(following),
    publish: publisher({ events, route, clock }),
    segments: new SegmentStore(database, clock),
  };

  async function route(tx: Transaction, event: StoredEvent): Promise<void> {
    await routeEvent(tx, event, { engine, journeys, clock });
    if ((await subscriptions.enqueue(tx, event)) > 0) tx.afterCommit(() => deliverer.wake());
    await scores().onEvent(tx, event);
    if (event.type.startsWith('order.')) tx.afterCommit(() => insights.note(event));
    await segmentMembers.onEvent(tx, event);
    await dates.onEvent(tx, event);
    await watches.onEvent(tx, event);
    await interests.onEvent(tx, event);
    await fanOuts.onEvent(tx, event);
  }
}
