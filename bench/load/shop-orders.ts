import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { httpRequest } from './http-request';

const RECORDED = path.resolve(__dirname, '../../test/fixtures/woocommerce/030-guest-order-placed--order.created.json');

/** Eight lines make the recorded order one of about seven kilobytes, which is what shops send. */
const LINES = 8;

interface Order {
  readonly line_items: ReadonlyArray<Record<string, unknown>>;
  readonly billing: Record<string, unknown>;
  readonly [field: string]: unknown;
}

/**
 * Deliveries of paid orders as a WooCommerce shop signs and sends them, each of a customer of its own.
 * @param first the number of the first order
 */
export function shopOrders(count: number, shop: { id: string; secret: string }, first = 1): Buffer[] {
  const { bodyBase64 } = JSON.parse(readFileSync(RECORDED, 'utf8')) as { bodyBase64: string };
  const recorded = JSON.parse(Buffer.from(bodyBase64, 'base64').toString('utf8')) as Order;
  const now = new Date().toISOString().slice(0, 19);
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    const order = {
      ...recorded,
      id,
      number: String(id),
      order_key: `wc_order_${id}`,
      status: 'processing',
      total: ((id % 200) + 17.78).toFixed(2),
      date_created_gmt: now,
      date_modified_gmt: now,
      date_paid_gmt: now,
      billing: { ...recorded.billing, email: `buyer-${id}@example.com`, phone: `+43 316 ${100_000 + id}` },
      line_items: Array.from({ length: LINES }, (_line, line) => ({ ...recorded.line_items[0], id: id * 10 + line })),
    };
    const body = Buffer.from(JSON.stringify(order));
    return httpRequest(`/shops/${shop.id}/woocommerce`, body, {
      'x-wc-webhook-source': 'https://shop.example/',
      'x-wc-webhook-topic': 'order.created',
      'x-wc-webhook-id': '1',
      'x-wc-webhook-delivery-id': String(id),
      'x-wc-webhook-signature': createHmac('sha256', shop.secret).update(body).digest('base64'),
    });
  });
}
