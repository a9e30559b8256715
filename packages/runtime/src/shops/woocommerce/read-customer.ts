import { readId, readInstant, readRecord, readText, type Json, type Reading, type ShopCustomer } from '../store';
import { readMeta } from './read-meta';

/** Who shops. Everybody else with an account (editors, shop managers, authors) works there. */
const CUSTOMER_ROLES = ['customer', 'subscriber'];

/** WooCommerce reports accounts of staff the same way as those of customers. */
export function isStaff({ role }: ShopCustomer): boolean {
  return !CUSTOMER_ROLES.includes(role);
}

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
