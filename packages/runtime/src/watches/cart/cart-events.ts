import type { StoredEvent } from '../../events';

/** What somebody does with a cart: each begins the time anew after which it counts as abandoned. */
export const CART_EVENTS: readonly string[] = [
  'cart.updated',
  'product.added_to_cart',
  'product.removed_from_cart',
  'checkout.started',
];

/**
 * What makes two events be about the same cart: the shop's id of it. A site that names none has one cart for each
 * contact. Undefined where nobody could be reminded of it.
 */
export function subjectOfCart({ shop, contact, payload }: StoredEvent): string | undefined {
  const id = payload.cart?.id;
  if (id) return `${shop ?? ''}:${id}`;
  return contact === null ? undefined : subjectOfContact(contact);
}

export const subjectOfContact = (contact: number): string => `contact:${contact}`;
