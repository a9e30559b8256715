import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { WebhookRequest } from '../../packages/runtime/src/shops';

const FOLDER = path.join(__dirname, '../fixtures/woocommerce');

/** What all recorded requests are signed with. */
export const RECORDED_SECRET = 'n8n-test-secret-3f9c';

/** The names of all recorded webhook requests, in the order in which they were received. */
export const RECORDINGS = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort();

/** The exact bytes and headers of a recorded request. @param start of its file name, such as "030" */
export function recording(start: string): WebhookRequest {
  const file = RECORDINGS.find((name) => name.startsWith(start));
  if (!file) throw new Error(`There is no recording ${start}`);
  const { headers, bodyBase64 } = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as {
    headers: Record<string, string>;
    bodyBase64: string;
  };
  return { headers, rawBody: Buffer.from(bodyBase64, 'base64') };
}

/** The object that a recorded request carries. */
export function recordedBody(start: string): Record<string, any> {
  return JSON.parse(recording(start).rawBody.toString('utf8'));
}

let deliveries = 0;

/** A request as the shop would sign it, with a delivery id of its own. */
export function signed(topic: string, body: object | string, headers: Record<string, string> = {}): WebhookRequest {
  const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    rawBody,
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-id': topic,
      'x-wc-webhook-delivery-id': `delivery-${++deliveries}`,
      'x-wc-webhook-signature': createHmac('sha256', RECORDED_SECRET).update(rawBody).digest('base64'),
      ...headers,
    },
  };
}
