import { contactSnapshot, detachShopCustomer, findContact } from '../../contacts';
import type { OrderSnapshot } from '../../events';
import { APPLIED, dedupeKeyOf, ignored, type ApplyContext, type Outcome } from './apply-context';
import { toIso, toMajor } from './order-snapshot';
import { productSnapshot } from './product-snapshot';
import { findOrder, markOrderDeleted, type StoredOrder } from './stored-order';
import { findProduct, markProductDeleted } from './stored-product';

/*
 * A deletion says the id and nothing else: what the event tells of the object is what was stored of it. It carries no
 * date either, so the object's last known date of change stands for the time before which it was deleted.
 */

export async function applyOrderDeletion(context: ApplyContext, id: string): Promise<Outcome> {
  const { tx, shop, receivedAt } = context;
  const stored = await findOrder(tx, shop.id, id);
  if (!stored) return ignored(`order ${id} was deleted before anything was known of it`);
  if (stored.isDeleted) return ignored(`order ${id} is deleted already`);
  await markOrderDeleted(tx, stored.id);
  const contact = stored.contact === null ? undefined : await findContact(tx, shop.workspace, stored.contact);
  const order = await lastKnown(context, stored);
  await context.publish({
    type: 'order.deleted',
    subject: id,
    discriminator: [stored.modifiedAt],
    contact: stored.contact,
    occurredAt: receivedAt,
    payload: { ...(contact ? { contact: contactSnapshot(contact) } : {}), ...(order ? { order } : {}) },
  });
  return APPLIED;
}

/** The order as its first event told it, in its last known state. */
async function lastKnown({ tx, shop, events }: ApplyContext, stored: StoredOrder): Promise<OrderSnapshot | undefined> {
  const key = dedupeKeyOf(shop.id, { type: 'order.created', subject: stored.externalId, discriminator: [] });
  const created = await events.findByKey(tx, shop.workspace, key);
  return (
    created?.payload.order && {
      ...created.payload.order,
      status: stored.status,
      total: toMajor(stored.total, stored.currency),
      refunded: toMajor(stored.refunded, stored.currency),
      net: toMajor(stored.total - stored.refunded, stored.currency),
      paidAt: stored.paidAt === null ? null : toIso(stored.paidAt),
      completedAt: stored.completedAt === null ? null : toIso(stored.completedAt),
    }
  );
}

export async function applyProductDeletion(context: ApplyContext, id: string): Promise<Outcome> {
  const { tx, shop, receivedAt } = context;
  const stored = await findProduct(tx, shop.id, id);
  if (!stored) return ignored(`product ${id} was deleted before anything was known of it`);
  if (stored.isDeleted) return ignored(`product ${id} is deleted already`);
  await markProductDeleted(tx, stored);
  await context.publish({
    type: 'product.deleted',
    subject: id,
    discriminator: [stored.modifiedAt],
    contact: null,
    occurredAt: receivedAt,
    payload: { product: productSnapshot(stored, { previousPrice: null, categories: stored.categories }) },
  });
  return APPLIED;
}

/** The account is gone, the person is still known by their addresses. */
export async function applyCustomerDeletion({ tx, shop }: ApplyContext, id: string): Promise<Outcome> {
  const wasKnown = await detachShopCustomer(tx, shop.workspace, { id: shop.id, customerId: id });
  return wasKnown ? APPLIED : ignored(`customer ${id} is not known`);
}
