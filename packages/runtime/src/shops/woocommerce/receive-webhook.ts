import type { Database, Transaction } from '../../db';
import type { EventLog, RouteEvent } from '../../events';
import { messageOf, type Clock, type Logger } from '../../shared';
import type { RefusalLog } from '../refusal-log';
import type { Shop } from '../shop';
import { shopNotFound, type ShopStore } from '../shop-store';
import { refusal, type WebhookAnswer, type WebhookRequest } from '../webhook';
import type { Outcome } from '../store';
import { readDelivery, type Delivery } from './delivery';
import type { DeliveryInbox } from './delivery-inbox';
import { logDelivery } from './delivery-log';
import { isPing, readSignature } from './parse-delivery';
import { takeUp } from './take-up';
import { verifySignature } from './verify-signature';

export interface WebhookDependencies {
  readonly database: Database;
  readonly shops: ShopStore;
  readonly events: EventLog;
  /** Takes each new event on, in the transaction that stores it. */
  readonly route: RouteEvent;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly refusals: RefusalLog;
  /** Where deliveries wait that come faster than they can be applied. */
  readonly inbox: DeliveryInbox;
}

/**
 * The one entry of WooCommerce's webhooks: verify, remember, compare with what is stored, publish what happened, all in
 * one commit, and only then say so. In a burst the delivery is remembered with its body, and the rest is done a moment
 * later (DeliveryInbox).
 *
 * WooCommerce never repeats a delivery, and gives a webhook up after a handful of answers other than 200. So all that
 * is not our fault is answered with 200, also what cannot be used: it is kept. Only a write that failed is answered
 * with 503, as 200 would say that the event is safe.
 */
export async function receiveWebhook(
  dependencies: WebhookDependencies,
  shopId: string,
  request: WebhookRequest,
): Promise<WebhookAnswer> {
  const found = await dependencies.shops.findSealed(shopId);
  if (found?.shop.type !== 'woocommerce') return refusal('SHOP_NOT_FOUND', shopNotFound(shopId).message);
  const { shop } = found;
  const signature = readSignature(request);
  if (!signature && isPing(request)) return { status: 200, body: { accepted: true, ping: true } };
  const { webhookSecret } = found.open();
  if (!verifySignature(webhookSecret, request.rawBody, signature)) return refuse(dependencies, shop, signature);

  const delivery = readDelivery(request, dependencies.clock.now());
  try {
    return await dependencies.inbox.pass(shop.id, async (isLate) =>
      dependencies.database.write(async (tx) => await receive(dependencies, tx, { shop, delivery, isLate })),
    );
  } catch (error) {
    const message = `A delivery could not be stored (${messageOf(error)}).`;
    dependencies.logger.error({ shop: shop.id, code: 'DATABASE_WRITE_FAILED', error }, message);
    return refusal('DATABASE_WRITE_FAILED', 'The delivery could not be stored. Nothing was changed. Send it again.');
  }
}

/** Says the same for every wrong signature; the log says which it was. */
function refuse({ refusals }: WebhookDependencies, shop: Shop, signature: string): WebhookAnswer {
  const hint = 'Compare the webhook secret of the shop with the one that this connection has.';
  if (signature) refusals.note(shop.id, 'SIGNATURE_INVALID', `A delivery was not signed with the secret. ${hint}`);
  else refusals.note(shop.id, 'SIGNATURE_MISSING', `A delivery had no signature. ${hint}`);
  return refusal('SIGNATURE_INVALID', `The signature does not fit. Nothing was stored. ${hint}`);
}

async function receive(
  dependencies: WebhookDependencies,
  tx: Transaction,
  { shop, delivery, isLate }: { readonly shop: Shop; readonly delivery: Delivery; readonly isLate: boolean },
): Promise<WebhookAnswer> {
  const { shops, inbox } = dependencies;
  const { receivedAt: at, body } = delivery;
  await shops.markHeard(tx, shop.id, at);
  // What cannot be read is soon dealt with.
  const isPut = isLate && 'value' in body;
  const id = await logDelivery(tx, shop, delivery, isPut ? 'pending' : 'applied');
  if (id === undefined) return { status: 200, body: { accepted: true, duplicate: true } };
  if (!isPut) return { status: 200, body: answerOf(await takeUp(dependencies, tx, { shop, id, at }, delivery)) };
  await inbox.put(tx, shop, id, delivery);
  return { status: 200, body: { accepted: true, outcome: 'pending' } };
}

function answerOf(outcome: Outcome): object {
  const reason = 'reason' in outcome ? { reason: outcome.reason } : {};
  const code = outcome.outcome === 'unreadable' ? { code: 'DELIVERY_UNREADABLE' } : {};
  return { accepted: true, outcome: outcome.outcome, ...code, ...reason };
}
