import type { entities, Transaction } from '../../db';
import type { StoredEvent } from '../../events';

/** A shop's cart as it is stored now. */
export async function findStoredCart(
  tx: Transaction,
  { shop, payload }: StoredEvent,
): Promise<Pick<entities.Cart, 'status' | 'url'> | undefined> {
  const id = payload.cart?.id;
  if (shop === null || !id) return undefined;
  return await tx.get('SELECT status, url FROM cart WHERE shop = ? AND external_id = ?', [shop, id]);
}
