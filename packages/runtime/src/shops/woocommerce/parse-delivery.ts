import { isRecord, readText, type Json, type Reading } from '../store';
import { headerOf, type WebhookRequest } from '../webhook';

/** What WooCommerce's headers say about a delivery. */
export interface DeliveryHead {
  /** "order.updated", "action.woocommerce_add_to_cart", …; empty where the header is missing. */
  readonly topic: string;
  readonly webhookId: string;
  /** Not unique: a hash of webhook id and second. */
  readonly deliveryId: string;
}

export function readHead({ headers }: WebhookRequest): DeliveryHead {
  return {
    topic: headerOf(headers, 'x-wc-webhook-topic').trim().toLowerCase(),
    webhookId: headerOf(headers, 'x-wc-webhook-id'),
    deliveryId: headerOf(headers, 'x-wc-webhook-delivery-id'),
  };
}

export function readSignature({ headers }: WebhookRequest): string {
  return headerOf(headers, 'x-wc-webhook-signature').trim();
}

/** WooCommerce asks once per webhook whether anybody is there: a form without signature, to be answered with 200. */
export function isPing({ rawBody }: WebhookRequest): boolean {
  return rawBody.length <= 40 && /^webhook_id=\d+$/.test(rawBody.toString('latin1').trim());
}

/**
 * The object that a verified delivery carries. A valid signature may come with an error instead: of an object that was
 * deleted meanwhile, or of a webhook whose owner was.
 */
export function readBody(rawBody: Buffer): Reading<Json> {
  let body: unknown;
  try {
    body = JSON.parse(rawBody.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { unreadable: `the body is not JSON (${error.message})` };
  }
  if (!isRecord(body)) return { unreadable: 'the body is not a JSON object' };
  if (typeof body.code === 'string' && typeof body.message === 'string' && !('id' in body)) {
    return {
      unreadable: `the shop sent an error instead of an object: ${readText(body.code)} (${readText(body.message)})`,
    };
  }
  return { value: body };
}
