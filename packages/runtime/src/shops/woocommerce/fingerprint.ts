import { createHash } from 'node:crypto';

import { readText, type Json } from './loose-json';
import type { DeliveryHead } from './parse-delivery';

/**
 * What makes two deliveries the same one: webhook, object, its date of change and the bytes. WooCommerce's delivery id
 * is no help, two deliveries of one second share it.
 *
 * A body without a date (`{"id":17}` of a deletion, an action's argument) says the same each time that it happens
 * again. Only there the delivery id is added, so that an order can be deleted, restored and deleted again.
 */
export function fingerprintOf(head: DeliveryHead, body: Json, rawBody: Buffer): string {
  const modifiedAt = readText(body.date_modified_gmt);
  const parts = [
    head.webhookId,
    readText(body.id),
    modifiedAt || head.deliveryId,
    createHash('sha256').update(rawBody).digest('hex'),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
