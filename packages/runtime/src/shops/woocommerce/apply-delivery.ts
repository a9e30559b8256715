import {
  applyCustomerDeletion,
  applyOrderDeletion,
  applyProductDeletion,
  readId,
  unreadable,
  type ApplyContext,
  type Json,
  type Outcome,
  type Tidings,
} from '../store';
import { applyCustomerRecord, applyOrderRecord, applyProductRecord } from './apply-record';

/** Applies what a verified delivery says, by its topic. */
export async function applyDelivery(
  surroundings: Omit<ApplyContext, 'tidings'>,
  topic: string,
  json: Json,
): Promise<Outcome> {
  const context: ApplyContext = { ...surroundings, tidings: tidingsOf(topic) };
  switch (topic) {
    case 'order.created':
    case 'order.updated':
    case 'order.restored':
      return await applyOrderRecord(context, json);
    case 'order.deleted':
      return await withId(json, (id) => applyOrderDeletion(context, id));
    case 'customer.created':
    case 'customer.updated':
      return await applyCustomerRecord(context, json);
    case 'customer.deleted':
      return await withId(json, (id) => applyCustomerDeletion(context, id));
    case 'product.created':
    case 'product.updated':
    case 'product.published':
    case 'product.restored':
      return await applyProductRecord(context, json);
    case 'product.deleted':
      return await withId(json, (id) => applyProductDeletion(context, id));
    default:
      return { outcome: 'ignored', reason: reasonToIgnore(topic), isBodyKept: true };
  }
}

/** `product.published` (of WooCommerce 10.8) stands beside `product.created`. */
function tidingsOf(topic: string): Tidings {
  if (topic.endsWith('.created') || topic.endsWith('.published')) return 'created';
  return topic.endsWith('.restored') ? 'restored' : 'changed';
}

/** A deletion says the id and nothing else. */
async function withId(json: Json, apply: (id: string) => Promise<Outcome>): Promise<Outcome> {
  const id = readId(json.id);
  return id ? await apply(id) : unreadable('the deleted object has no id');
}

function reasonToIgnore(topic: string): string {
  if (topic.startsWith('action.woocommerce_order_')) {
    return `${topic} names an order and does not show it: the order.updated beside it says what happened`;
  }
  if (topic.startsWith('action.')) return `nothing uses ${topic} yet`;
  return topic === '' ? 'the delivery has no topic' : `nothing uses the topic ${topic}`;
}
