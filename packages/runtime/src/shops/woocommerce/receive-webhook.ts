import type { Database, Transaction } from '../../db';
import type { EventLog, RouteEvent } from '../../events';
import { messageOf, type Clock, type Logger } from '../../shared';
import type { RefusalLog } from '../refusal-log';
import type { Shop } from '../shop';
import { shopNotFound, type ShopStore } from '../shop-store';
import { refusal, type WebhookAnswer, type WebhookRequest } from '../webhook';
import { publishing, unreadable, type Json, type Outcome, type Reading } from '../store';
import { applyDelivery } from './apply-delivery';
import { logDelivery, noteOutcome } from './delivery-log';
import { fingerprintOf } from './fingerprint';
import { isPing, readBody, readHead, readSignature } from './parse-delivery';
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
}

/**
 * The one entry of WooCommerce's webhooks: verify, remember, compare with what is stored, publish what happened, all in
 * one commit, and only then say so.
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
    return await dependencies.database.write(async (tx) => await receive(dependencies, tx, shop, delivery));
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

/** What a request says, read before the transaction that takes it up. */
interface Delivery {
  readonly topic: string;
  readonly fingerprint: string;
  readonly body: Reading<Json>;
  readonly rawBody: Buffer;
  readonly receivedAt: number;
}

function readDelivery(request: WebhookRequest, receivedAt: number): Delivery {
  const head = readHead(request);
  const body = readBody(request.rawBody);
  const fingerprint = fingerprintOf(head, 'value' in body ? body.value : {}, request.rawBody);
  return { topic: head.topic, fingerprint, body, rawBody: request.rawBody, receivedAt };
}

async function receive(
  { shops, events, route, logger }: WebhookDependencies,
  tx: Transaction,
  shop: Shop,
  delivery: Delivery,
): Promise<WebhookAnswer> {
  const { topic, body, rawBody, receivedAt } = delivery;
  await shops.markHeard(tx, shop.id, receivedAt);
  const id = await logDelivery(tx, shop, delivery);
  if (id === undefined) return { status: 200, body: { accepted: true, duplicate: true } };
  const context = { tx, shop, receivedAt, events, publish: publishing(tx, shop, receivedAt, { events, route }) };
  const outcome = 'value' in body ? await applyDelivery(context, topic, body.value) : unreadable(body.unreadable);
  await noteOutcome(tx, id, outcome, rawBody);
  tx.afterCommit(() => report(logger, shop, topic, outcome));
  return { status: 200, body: answerOf(outcome) };
}

function answerOf(outcome: Outcome): object {
  const reason = 'reason' in outcome ? { reason: outcome.reason } : {};
  const code = outcome.outcome === 'unreadable' ? { code: 'DELIVERY_UNREADABLE' } : {};
  return { accepted: true, outcome: outcome.outcome, ...code, ...reason };
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
