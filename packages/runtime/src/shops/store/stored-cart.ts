import type { Transaction } from '../../db';
import type { entities } from '../../db';
import type { Shop } from '../shop';
import type { ShopCart } from './shop-cart';

type CartStatus = entities.Cart['status'];

/** The row of a cart, as far as a new state is compared with it. */
export interface StoredCart {
  readonly contact: number | null;
  readonly email: string | null;
  readonly currency: string;
  readonly total: number;
  readonly status: CartStatus;
  /** JSON. */
  readonly lines: string;
  readonly updatedAt: number;
}

export async function findCart(tx: Transaction, shop: string, id: string): Promise<StoredCart | undefined> {
  return await tx.get<StoredCart>(
    `SELECT contact, email, currency, total, status, lines, updated_at AS "updatedAt"
      FROM cart WHERE shop = ? AND external_id = ?`,
    [shop, id],
  );
}

/** Writes the cart over what was stored of it; it is active by this. */
export async function storeCart(
  tx: Transaction,
  shop: Shop,
  cart: Pick<ShopCart, 'id' | 'currency' | 'total' | 'url' | 'createdAt' | 'updatedAt'>,
  { contact, email, lines }: Pick<StoredCart, 'contact' | 'email' | 'lines'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO cart (workspace, shop, external_id, contact, email, currency, total, status, lines, url, created_at,
        updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, ?)
      ON CONFLICT (shop, external_id) DO UPDATE SET contact = excluded.contact, email = excluded.email,
        currency = excluded.currency, total = excluded.total, status = excluded.status, lines = excluded.lines,
        url = excluded.url, updated_at = excluded.updated_at`,
    [
      shop.workspace,
      shop.id,
      cart.id,
      contact,
      email,
      cart.currency,
      cart.total,
      lines,
      cart.url,
      cart.createdAt,
      cart.updatedAt,
    ],
  );
}

/** The cart is one no longer, if it was one. */
export async function closeCart(
  tx: Transaction,
  shop: string,
  id: string,
  status: Exclude<CartStatus, 'active'>,
): Promise<void> {
  await tx.run(`UPDATE cart SET status = ? WHERE shop = ? AND external_id = ? AND status = 'active'`, [
    status,
    shop,
    id,
  ]);
}
