import { readId, readInstant, readRecord, readText, type Json, type Reading, type ShopCustomer } from '../store';
import { readMeta } from './read-meta';

/**
 * Who works at the shop, by WordPress's and WooCommerce's own roles and those of the usual plugins. All others shop there:
 * plugins give customers roles of their own (`wholesale_customer`, `vip`). An account without any role is one that was blocked.
 */
const STAFF_ROLES = new Set([
  ...['administrator', 'editor', 'author', 'contributor', 'shop_manager'],
  ...['shop_worker', 'shop_accountant', 'shop_vendor', 'vendor', 'seller', 'dc_vendor', 'wcfm_vendor', 'store_manager'],
  ...['wpseo_manager', 'wpseo_editor', 'translator', 'bbp_keymaster', 'bbp_moderator', 'staff', 'employee'],
]);

/** WooCommerce reports accounts of staff the same way as those of customers. */
export function isStaff({ role }: ShopCustomer): boolean {
  const name = role.trim().toLowerCase();
  return name === '' || STAFF_ROLES.has(name);
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
