import {
  readId,
  readInstant,
  readRecord,
  readRecords,
  readText,
  type Json,
  type Reading,
  type ShopCustomer,
} from '../store';
import { readAddress } from './read-address';

/**
 * Reads a Magento customer. Everybody with an account is one: staff has accounts of another kind. Phone and country are
 * those of the default billing address, else of the first.
 * @param context.locale the language of the store view that the account was made in, where the shop has several
 */
export function readCustomer(
  json: Json,
  context: { receivedAt: number; locale: string | null },
): Reading<ShopCustomer> {
  const id = readId(json.id);
  if (!id) return { unreadable: 'the customer has no id' };
  const addresses = readRecords(json.addresses);
  const address = readAddress(addresses.find(({ default_billing: isDefault }) => isDefault === true) ?? addresses[0]);
  const createdAt = readInstant(json.created_at) ?? context.receivedAt;
  const subscribed = readRecord(json.extension_attributes).is_subscribed;
  return {
    value: {
      id,
      email: readText(json.email),
      firstName: readText(json.firstname),
      lastName: readText(json.lastname),
      username: '',
      role: 'customer',
      phone: address.phone,
      country: address.country,
      createdAt,
      modifiedAt: readInstant(json.updated_at) ?? createdAt,
      meta: {
        ...(typeof subscribed === 'boolean' && { isSubscribed: subscribed }),
        ...(context.locale && { language: context.locale }),
      },
    },
  };
}
