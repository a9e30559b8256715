import {
  contactSnapshot,
  explicitLanguageOf,
  findContactByAccount,
  localeOf,
  resolveContact,
  type Contact,
} from '../../contacts';
import type { CustomerSnapshot, StoredEvent } from '../../events';
import { minutes } from '../../shared';
import { APPLIED, ignored, type ApplyContext, type Outcome, type ShopEvent } from './apply-context';
import type { ShopCustomer } from './shop-customer';

/** A shop may update an account right after creating it, and deliver the update first. */
const REGISTRATION = minutes(1);

/**
 * Makes a shop's customer a contact and publishes the registration, or what changed in the account. Shops send updates
 * in which nothing is different.
 */
export async function applyCustomer(context: ApplyContext, customer: ShopCustomer): Promise<Outcome> {
  const { tx, shop } = context;
  const known = await findContactByAccount(tx, shop.workspace, { id: shop.id, customerId: customer.id });
  const last = known && (await lastEventOf(context, known));
  const isLate = last !== undefined && last.occurredAt > customer.modifiedAt;
  const contact = known && isLate ? known : await contactOf(context, customer);
  const snapshot = customerSnapshot(customer);
  const publish = async (type: ShopEvent['type'], occurredAt: number, ...discriminator: number[]): Promise<boolean> =>
    await context.publish({
      type,
      subject: customer.id,
      discriminator,
      contact: contact.id,
      occurredAt,
      isHistory: context.tidings === 'history' && !known && customer.createdAt < shop.createdAt,
      payload: { contact: contactSnapshot(contact), customer: snapshot },
    });

  if (isRegistration(context, customer) && (await publish('customer.created', customer.createdAt))) return APPLIED;
  if (isLate) return ignored(`customer ${customer.id} is stored in a later state`);
  if (last?.payload.customer && isSame(last.payload.customer, snapshot)) {
    return ignored(`nothing that is kept of customer ${customer.id} has changed`);
  }
  await publish('customer.updated', customer.modifiedAt, customer.modifiedAt);
  return APPLIED;
}

async function contactOf({ tx, shop, receivedAt }: ApplyContext, customer: ShopCustomer): Promise<Contact> {
  const { id: customerId, meta, ...traits } = customer;
  return await resolveContact(tx, {
    workspace: shop.workspace,
    now: receivedAt,
    shop: { id: shop.id, customerId },
    traits: {
      ...traits,
      isAccountEmail: true,
      language: explicitLanguageOf(meta),
      locale: localeOf({ meta, shopLocale: shop.locale, country: customer.country }),
    },
  });
}

async function lastEventOf({ tx, shop, events }: ApplyContext, contact: Contact): Promise<StoredEvent | undefined> {
  const { workspace } = shop;
  const types = ['customer.created', 'customer.updated'];
  return await events.findLatest(tx, { workspace, contact: contact.id, shop: shop.id, types });
}

/** Who registered since the shop was connected has registered, whichever word of it comes first. */
function isRegistration({ tidings, shop }: ApplyContext, { createdAt, modifiedAt }: ShopCustomer): boolean {
  const isNamedSo = tidings === 'created' || tidings === 'history';
  return isNamedSo || createdAt >= shop.createdAt || modifiedAt - createdAt <= REGISTRATION.milliseconds;
}

function customerSnapshot(customer: ShopCustomer): CustomerSnapshot {
  const { id, email, firstName, lastName, username, role, phone, country } = customer;
  return { id, email, firstName, lastName, username, role, phone, country };
}

function isSame(one: CustomerSnapshot, other: CustomerSnapshot): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
