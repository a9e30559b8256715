import { readId, readInstant, readMeta, readRecord, readText, type Json, type Reading } from './loose-json';
import type { ShopCustomer } from './shop-customer';

/** Reads a WooCommerce REST v3 customer. Names come from the account, else from the billing address. */
export function readCustomer(json: Json, receivedAt: number): Reading<ShopCustomer> {
  const id = readId(json.id);
  if (!id) return { unreadable: 'the customer has no id' };
  const billing = readRecord(json.billing);
  const createdAt = readInstant(json.date_created_gmt) ?? receivedAt;
  return {
    value: {
      id,
      email: readText(json.email) || readText(billing.email),
      firstName: readText(json.first_name) || readText(billing.first_name),
      lastName: readText(json.last_name) || readText(billing.last_name),
      username: readText(json.username),
      role: readText(json.role),
      phone: readText(billing.phone),
      country: readText(billing.country),
      createdAt,
      modifiedAt: readInstant(json.date_modified_gmt) ?? createdAt,
      meta: readMeta(json.meta_data),
    },
  };
}
