import { hash } from 'node:crypto';

import { readText, type Json } from '../store';
import type { DeliveryHead } from './parse-delivery';

/**
 * What makes two deliveries the same one: webhook, object, its date of change and the bytes. WooCommerce's delivery id
 * is no help, two deliveries of one second share it.
 *
 * A body without a date (`{"id":17}` of a deletion, an action's argument) says the same each time that it happens
 * again. Only there the delivery id is added, so that an order can be deleted, restored and deleted again.
 *
 * The object's id comes first, so that what comes in one after the other is stored side by side.
 */
export function fingerprintOf(head: DeliveryHead, body: Json, rawBody: Buffer): string {
  const modifiedAt = readText(body.date_modified_gmt);
  const id = readText(body.id);
  const parts = [head.webhookId, id, modifiedAt || head.deliveryId, hash('sha256', rawBody, 'base64url')];
  const digest = hash('sha256', parts.join('\n'), 'base64url').slice(0, DIGEST_LETTERS);
  return `${id.slice(0, ID_LETTERS).padStart(ID_LETTERS, '0')}-${digest}`;
}

/** Enough for all ids that shops give out. */
const ID_LETTERS = 10;
/** 132 bits. */
const DIGEST_LETTERS = 22;
