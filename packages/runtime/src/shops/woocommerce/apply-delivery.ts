import {
  applyCustomer,
  applyCustomerDeletion,
  applyOrder,
  applyOrderDeletion,
  applyProduct,
  applyProductDeletion,
  findShopCurrency,
  ignored,
  readId,
  unreadable,
  type ApplyContext,
  type Json,
  type Outcome,
  type Reading,
  type ShopCustomer,
  type Tidings,
} from '../store';
import { isStaff, readCustomer } from './read-customer';
import { readOrder } from './read-order';
import { readProduct } from './read-product';

/** Applies what a verified delivery says, by its topic. */
export async function applyDelivery(
  surroundings: Omit<ApplyContext, 'tidings'>,
  topic: string,
  json: Json,
): Promise<Outcome> {
  const { tx, shop, receivedAt } = surroundings;
  const context: ApplyContext = { ...surroundings, tidings: tidingsOf(topic) };
  switch (topic) {
    case 'order.created':
    case 'order.updated':
    case 'order.restored':
      return await applied(readOrder(json, receivedAt), (order) => applyOrder(context, order));
    case 'order.deleted':
      return await applied(readDeletedId(json), (id) => applyOrderDeletion(context, id));
    case 'customer.created':
    case 'customer.updated':
      return await applied(readCustomer(json, receivedAt), (customer) => applyShopper(context, customer));
    case 'customer.deleted':
      return await applied(readDeletedId(json), (id) => applyCustomerDeletion(context, id));
    case 'product.created':
    case 'product.updated':
    case 'product.published':
    case 'product.restored': {
      const currency = await findShopCurrency(tx, shop.id);
      return await applied(readProduct(json, { currency, receivedAt }), (product) => applyProduct(context, product));
    }
    case 'product.deleted':
      return await applied(readDeletedId(json), (id) => applyProductDeletion(context, id));
    default:
      return { outcome: 'ignored', reason: reasonToIgnore(topic), isBodyKept: true };
  }
}

/** `product.published` (of WooCommerce 10.8) stands beside `product.created`. */
function tidingsOf(topic: string): Tidings {
  if (topic.endsWith('.created') || topic.endsWith('.published')) return 'created';
  return topic.endsWith('.restored') ? 'restored' : 'changed';
}

async function applyShopper(context: ApplyContext, customer: ShopCustomer): Promise<Outcome> {
  if (isStaff(customer)) return ignored(`account ${customer.id} is not a customer's (role "${customer.role}")`);
  return await applyCustomer(context, customer);
}

async function applied<Value>(reading: Reading<Value>, apply: (value: Value) => Promise<Outcome>): Promise<Outcome> {
  return 'unreadable' in reading ? unreadable(reading.unreadable) : await apply(reading.value);
}

function readDeletedId(json: Json): Reading<string> {
  const id = readId(json.id);
  return id ? { value: id } : { unreadable: 'the deleted object has no id' };
}

function reasonToIgnore(topic: string): string {
  if (topic.startsWith('action.woocommerce_order_')) {
    return `${topic} names an order and does not show it: the order.updated beside it says what happened`;
  }
  if (topic.startsWith('action.')) return `nothing uses ${topic} yet`;
  return topic === '' ? 'the delivery has no topic' : `nothing uses the topic ${topic}`;
}
