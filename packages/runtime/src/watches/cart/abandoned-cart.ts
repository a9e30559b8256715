import { contactSnapshot, findContact } from '../../contacts';
import type { Transaction } from '../../db';
import { eventsOfContact, findEvent, type CartSnapshot, type NewEvent, type StoredEvent } from '../../events';
import { days } from '../../shared';
import { isWatched } from '../sql/due-watches';
import type { Watch } from '../watch';
import { hasBought } from './has-bought';
import { cartOfEvents } from './cart-of-events';
import { CART_EVENTS, subjectOfCart, subjectOfContact } from './cart-events';
import { findStoredCart } from './stored-cart';

/** A cart that is older than this is not put together from single products any more. */
const LONGEST_VISIT = days(30);

/**
 * What is told of a cart whose time has come. Undefined where there is nothing to tell: it was bought or emptied, or
 * nobody is known who could be reminded.
 */
export async function abandonedCart(tx: Transaction, watch: Watch): Promise<NewEvent | undefined> {
  const { workspace, minutes, sinceAt, dueAt } = watch;
  const event = watch.event === null ? undefined : await findEvent(tx, watch.event);
  if (!event || event.contact === null || (await isOvertaken(tx, watch, event.contact))) return undefined;
  const contact = await findContact(tx, workspace, event.contact);
  if (!contact || (!contact.email && !contact.phone)) return undefined;
  const stored = await findStoredCart(tx, event);
  if (stored && stored.status !== 'active') return undefined;
  const cart = await contentsOf(tx, event, contact.id);
  if (!cart || (await hasBought(tx, { contact: contact.id, cart, sinceAt }))) return undefined;
  const { shop } = event.payload;
  return {
    workspace,
    type: 'cart.abandoned',
    contact: contact.id,
    shop: event.shop,
    occurredAt: dueAt,
    dedupeKey: ['cart.abandoned', watch.subject, minutes, sinceAt].join(':'),
    payload: {
      event: { type: 'cart.abandoned', occurredAt: new Date(dueAt).toISOString() },
      ...(shop && { shop }),
      contact: contactSnapshot(contact),
      cart: { ...cart, url: cart.url ?? stored?.url ?? null },
      waited: { minutes, since: new Date(sinceAt).toISOString() },
    },
  };
}

/** A contact who became part of another one is watched as that one, if anything happened to them since. */
async function isOvertaken(tx: Transaction, watch: Watch, contact: number): Promise<boolean> {
  const subject = subjectOfContact(contact);
  const isOfMerged = watch.subject.startsWith(subjectOfContact(0).slice(0, -1)) && watch.subject !== subject;
  return isOfMerged && (await isWatched(tx, { ...watch, subject }));
}

/** What is in the cart: as the shop said, or as the single products add up. Undefined where nothing is. */
async function contentsOf(tx: Transaction, event: StoredEvent, contact: number): Promise<CartSnapshot | undefined> {
  const { cart } = event.payload;
  if (event.type === 'cart.updated' && Array.isArray(cart?.lines)) return cart.lines.length > 0 ? cart : undefined;
  const from = { receivedAt: event.receivedAt - LONGEST_VISIT.milliseconds };
  const types = [...CART_EVENTS, 'order.placed'];
  const events = await eventsOfContact(tx, contact, { types, from });
  const subject = subjectOfCart({ ...event, contact });
  const ofCart = events.filter((other) => other.type === 'order.placed' || subjectOfCart(other) === subject);
  const gathered = cartOfEvents(ofCart);
  return gathered && cart?.id ? { ...gathered, id: cart.id } : gathered;
}
