import {
  contactSnapshot,
  explicitLanguageOf,
  findContact,
  localeOf,
  resolveContact,
  type Contact,
} from '../../contacts';
import { hours } from '../../shared';
import { applyCart } from './apply-cart';
import { applyOrderDeletion } from './apply-deletion';
import { APPLIED, ignored, type ApplyContext, type Outcome } from './apply-context';
import { cartOfOrder } from './cart-of-order';
import { deriveOrderFacts, type OrderFact } from './derive-order-facts';
import { isFirstPurchase } from './is-first-purchase';
import { isOvertaken } from './is-overtaken';
import { isDraft, isLeftOpen, isPlaced } from './order-lifecycle';
import { orderSnapshot, toMajor } from './order-snapshot';
import { recordOrderConsent } from './record-order-consent';
import type { ShopOrder } from './shop-order';
import { closeCart } from './stored-cart';
import { findCategories } from './stored-categories';
import { findOrder, storeOrder, type StoredOrder } from './stored-order';

/** How late a shop's queue may deliver what has just happened. */
const LONGEST_DELAY = hours(24);

/**
 * Compares an order with what is stored of it, stores it, and publishes what has happened in between. What the
 * shop calls it says little: an update comes before the creation, and one word may stand for several changes.
 */
export async function applyOrder(context: ApplyContext, order: ShopOrder): Promise<Outcome> {
  const { tx, shop } = context;
  const stored = await findOrder(tx, shop.id, order.id);
  if (isDraft(order.status)) return await applyDraft(context, order, stored);
  if (order.status === 'trash') return await applyOrderDeletion(context, order.id);
  if (stored && (isOvertaken(stored, order, context.ofSameSecond) || isAfterDeletion(context, stored, order))) {
    return ignored(`order ${order.id} is stored in a later state (${stored.status})`);
  }
  const contact = await contactOf(context, order, stored);
  const id = await storeOrder(tx, shop, order, { contact: contact?.id ?? null, isNew: !stored });
  await publishFacts(context, { id, order, stored, contact });
  if (order.cartId !== null) await followCart(context, { ...order, cartId: order.cartId }, stored);
  await recordOrderConsent(context, order, contact);
  return APPLIED;
}

/** No order yet: what is known of it is a cart, where the checkout has begun one. */
async function applyDraft(context: ApplyContext, order: ShopOrder, stored: StoredOrder | undefined): Promise<Outcome> {
  if (stored) return ignored(`order ${order.id} is stored in a later state (${stored.status})`);
  if (order.cartId !== null && order.lines.length > 0) {
    return await applyCart(context, cartOfOrder({ ...order, cartId: order.cartId }));
  }
  return ignored(`order ${order.id} is a draft of the checkout (${order.status})`);
}

/** An order that waits for its payment is a cart that was left; one that is placed or given up is none. */
async function followCart(
  context: ApplyContext,
  order: ShopOrder & { readonly cartId: string },
  stored: StoredOrder | undefined,
): Promise<void> {
  if (isLeftOpen(order)) await applyCart(context, cartOfOrder(order));
  else if (stored?.status !== order.status) {
    await closeCart(context.tx, context.shop.id, order.cartId, isPlaced(order) ? 'ordered' : 'dropped');
  }
}

/** A deletion carries no date. What was under way when it came must not bring the order back; a later change may. */
function isAfterDeletion({ tidings }: ApplyContext, stored: StoredOrder, order: ShopOrder): boolean {
  return stored.isDeleted && tidings !== 'restored' && order.modifiedAt === stored.modifiedAt;
}

/** Null where the order names nobody: a sale at a till, typed in by hand. */
async function contactOf(
  { tx, shop, receivedAt }: ApplyContext,
  order: ShopOrder,
  stored: StoredOrder | undefined,
): Promise<Contact | null> {
  const { billing, customerId, meta } = order;
  if (!customerId && !billing.email && !billing.phone) {
    return stored?.contact ? ((await findContact(tx, shop.workspace, stored.contact)) ?? null) : null;
  }
  return await resolveContact(tx, {
    workspace: shop.workspace,
    now: receivedAt,
    shop: customerId ? { id: shop.id, customerId } : undefined,
    traits: {
      email: billing.email,
      phone: billing.phone,
      firstName: billing.firstName,
      lastName: billing.lastName,
      country: billing.country,
      language: explicitLanguageOf(meta),
      locale: localeOf({ meta, shopLocale: shop.locale, country: billing.country }),
    },
  });
}

/**
 * Somebody who edits an order from before the shop was connected makes it known to us. What happened to it long ago is
 * history then, and begins no journey.
 */
function isNews(context: ApplyContext, stored: StoredOrder | undefined, fact: OrderFact): boolean {
  const isFirstSeenByChange = stored === undefined && context.tidings === 'changed';
  return !isFirstSeenByChange || !isLongAgo(context, fact);
}

function isLongAgo({ shop, receivedAt }: ApplyContext, { occurredAt }: OrderFact): boolean {
  return occurredAt < Math.min(shop.createdAt, receivedAt - LONGEST_DELAY.milliseconds);
}

/**
 * What an import tells of an order that nobody has seen, and a refund whose own date is long ago: refunds are told apart by the log and
 * not by what is stored, so one that was passed over when its order was first seen comes up again.
 */
function isHistory(
  context: ApplyContext,
  { order, stored }: { order: ShopOrder; stored: StoredOrder | undefined },
  fact: OrderFact,
): boolean {
  const isImported = context.tidings === 'history' && !stored && order.placedAt < context.shop.createdAt;
  return isImported || (fact.refund !== undefined && fact.isDated === true && isLongAgo(context, fact));
}

async function publishFacts(
  context: ApplyContext,
  change: { id: number; order: ShopOrder; stored: StoredOrder | undefined; contact: Contact | null },
): Promise<void> {
  const { id, order, stored, contact } = change;
  const facts = deriveOrderFacts(stored, order).filter((fact) => isNews(context, stored, fact));
  if (facts.length === 0) return;
  const snapshot = orderSnapshot(order, {
    previousStatus: stored && stored.status !== order.status ? stored.status : null,
    isFirstPurchase:
      contact !== null && (await isFirstPurchase(context.tx, { id, contact: contact.id, placedAt: order.placedAt })),
    categories: await findCategories(
      context.tx,
      context.shop.id,
      order.lines.map(({ productId }) => productId),
    ),
  });
  // One object for all of them: what is the same is stored once.
  const person = contact ? { contact: contactSnapshot(contact) } : {};
  for (const fact of facts) {
    const { type, occurredAt, discriminator, refund } = fact;
    await context.publish({
      type,
      subject: order.id,
      discriminator,
      contact: contact?.id ?? null,
      occurredAt,
      isHistory: isHistory(context, change, fact),
      payload: {
        ...person,
        order: refund
          ? { ...snapshot, refund: { ...refund, amount: toMajor(refund.amount, order.currency) } }
          : snapshot,
      },
    });
  }
}
