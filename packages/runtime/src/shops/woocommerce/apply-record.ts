import {
  applyCustomer,
  applyOrder,
  applyProduct,
  findShopCurrency,
  ignored,
  unreadable,
  type ApplyContext,
  type Json,
  type Outcome,
} from '../store';
import { isStaff, readCustomer } from './read-customer';
import { readOrder } from './read-order';
import { readProduct } from './read-product';

/*
 * An object of the REST API v3, read and applied. Webhooks carry the same objects, so this is the one way in for
 * deliveries, imports and reconciliation.
 */

export async function applyOrderRecord(context: ApplyContext, json: Json): Promise<Outcome> {
  const { deliveredStatus } = context.shop;
  const reading = readOrder(json, { receivedAt: context.receivedAt, deliveredStatus });
  return 'unreadable' in reading ? unreadable(reading.unreadable) : await applyOrder(context, reading.value);
}

export async function applyCustomerRecord(context: ApplyContext, json: Json): Promise<Outcome> {
  const reading = readCustomer(json, context.receivedAt);
  if ('unreadable' in reading) return unreadable(reading.unreadable);
  const { value: customer } = reading;
  if (isStaff(customer)) return ignored(`account ${customer.id} is not a customer's (role "${customer.role}")`);
  return await applyCustomer(context, customer);
}

export async function applyProductRecord(context: ApplyContext, json: Json): Promise<Outcome> {
  const currency = await findShopCurrency(context.tx, context.shop);
  const reading = readProduct(json, { currency, receivedAt: context.receivedAt });
  return 'unreadable' in reading ? unreadable(reading.unreadable) : await applyProduct(context, reading.value);
}
