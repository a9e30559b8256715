import type { WebhookRequest } from '../webhook';
import type { Json, Reading } from '../store';
import { fingerprintOf } from './fingerprint';
import { readBody, readHead } from './parse-delivery';

/** What a request of a shop says, read before the transaction that takes it up. */
export interface Delivery {
  readonly topic: string;
  /** The same for the same bytes of the same webhook. */
  readonly fingerprint: string;
  readonly body: Reading<Json>;
  readonly rawBody: Buffer;
  /** UTC epoch ms. */
  readonly receivedAt: number;
}

export function readDelivery(request: WebhookRequest, receivedAt: number): Delivery {
  const head = readHead(request);
  const body = readBody(request.rawBody);
  const fingerprint = fingerprintOf(head, 'value' in body ? body.value : {}, request.rawBody);
  return { topic: head.topic, fingerprint, body, rawBody: request.rawBody, receivedAt };
}
