import {
  contactSnapshot,
  explicitLanguageOf,
  findContact,
  localeOf,
  resolveContact,
  type Contact,
} from '../../contacts';
import { APPLIED, ignored, type ApplyContext, type Outcome } from './apply-context';
import { lineSnapshot, toIso, toMajor } from './order-snapshot';
import type { ShopCart } from './shop-cart';
import { findCategories } from './stored-categories';
import { findCart, storeCart, type StoredCart } from './stored-cart';

/**
 * Stores a cart and publishes `cart.updated` where something in it is different. Who has given an address is a contact
 * by that: a reminder needs somebody to go to. Whether it may go is the consent's affair.
 */
export async function applyCart(context: ApplyContext, cart: ShopCart): Promise<Outcome> {
  const { tx, shop, tidings } = context;
  const stored = await findCart(tx, shop.id, cart.id);
  if (stored && stored.updatedAt > cart.updatedAt) return ignored(`cart ${cart.id} is stored in a later state`);
  const contact = await contactOf(context, cart, stored);
  const email = cart.email.trim() || (stored?.email ?? null);
  const lines = JSON.stringify(cart.lines);
  if (stored && isSame(stored, { ...cart, contact: contact?.id ?? null, email, lines })) {
    return ignored(`nothing in cart ${cart.id} has changed`);
  }
  await storeCart(tx, shop, cart, { contact: contact?.id ?? null, email, lines });
  await context.publish({
    type: 'cart.updated',
    subject: cart.id,
    discriminator: [cart.updatedAt, cart.total],
    contact: contact?.id ?? null,
    occurredAt: cart.updatedAt,
    isHistory: tidings === 'history' && cart.createdAt < shop.createdAt,
    payload: {
      ...(contact ? { contact: contactSnapshot(contact) } : {}),
      cart: await snapshotOf(context, cart, email),
    },
  });
  return APPLIED;
}

/** Null where nobody has said who they are. */
async function contactOf(
  { tx, shop, receivedAt }: ApplyContext,
  cart: ShopCart,
  stored: StoredCart | undefined,
): Promise<Contact | null> {
  const { customerId, email, phone, firstName, lastName, country, meta } = cart;
  if (!customerId && !email) {
    return stored?.contact ? ((await findContact(tx, shop.workspace, stored.contact)) ?? null) : null;
  }
  return await resolveContact(tx, {
    workspace: shop.workspace,
    now: receivedAt,
    shop: customerId ? { id: shop.id, customerId } : undefined,
    traits: {
      email,
      phone,
      firstName,
      lastName,
      country,
      language: explicitLanguageOf(meta),
      locale: localeOf({ meta, shopLocale: shop.locale, country }),
    },
  });
}

type Compared = Pick<StoredCart, 'contact' | 'email' | 'currency' | 'total' | 'lines'>;

function isSame(stored: StoredCart, cart: Compared): boolean {
  const keys = ['contact', 'email', 'currency', 'total', 'lines'] as const;
  return stored.status === 'active' && keys.every((key) => stored[key] === cart[key]);
}

async function snapshotOf({ tx, shop }: ApplyContext, cart: ShopCart, email: string | null) {
  const major = (amount: number): number => toMajor(amount, cart.currency);
  const products = cart.lines.map(({ productId }) => productId);
  const categories = await findCategories(tx, shop.id, products);
  return {
    id: cart.id,
    currency: cart.currency,
    total: major(cart.total),
    email,
    url: cart.url,
    lines: cart.lines.map((line) => lineSnapshot(line, major, categories.get(line.productId) ?? [])),
    createdAt: toIso(cart.createdAt),
    updatedAt: toIso(cart.updatedAt),
  };
}
