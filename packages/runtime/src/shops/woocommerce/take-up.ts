import type { Transaction } from '../../db';
import type { EventLog, RouteEvent } from '../../events';
import type { Logger } from '../../shared';
import type { Shop } from '../shop';
import { publishing, unreadable, type Outcome } from '../store';
import { applyDelivery } from './apply-delivery';
import type { Delivery } from './delivery';
import { noteOutcome } from './delivery-log';

export interface TakeUpDependencies {
  readonly events: EventLog;
  /** Takes each new event on, in the transaction that stores it. */
  readonly route: RouteEvent;
  readonly logger: Logger;
}

/**
 * Applies a delivery that is in the log: compares it with what is stored, publishes what happened, and notes what became
 * of it, in one transaction.
 * @param at the instant (UTC epoch ms) at which this is done: what happened is known from then on
 */
export async function takeUp(
  { events, route, logger }: TakeUpDependencies,
  tx: Transaction,
  { shop, id, at }: { readonly shop: Shop; readonly id: number; readonly at: number },
  { topic, body, rawBody }: Pick<Delivery, 'topic' | 'body' | 'rawBody'>,
): Promise<Outcome> {
  const context = { tx, shop, receivedAt: at, events, publish: publishing(tx, shop, at, { events, route }) };
  const outcome = 'value' in body ? await applyDelivery(context, topic, body.value) : unreadable(body.unreadable);
  await noteOutcome(tx, id, outcome, rawBody);
  tx.afterCommit(() => report(logger, shop, topic, outcome));
  return outcome;
}

function report(logger: Logger, shop: Shop, topic: string, outcome: Outcome): void {
  const facts = { shop: shop.id, topic, ...outcome };
  if (outcome.outcome === 'unreadable') {
    logger.warn({ ...facts, code: 'DELIVERY_UNREADABLE' }, 'A delivery could not be read. Its body is kept.');
  } else if (outcome.outcome === 'ignored' && outcome.isBodyKept) {
    logger.info(facts, 'A delivery was kept and not used.');
  } else {
    logger.debug(facts, 'A delivery was received.');
  }
}
