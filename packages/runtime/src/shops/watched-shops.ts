import type { Transaction } from '../db';
import type { Shop } from './shop';

/** A shop that is connected is looked at at once, where this server calls it at all. */
export async function beginWatching(tx: Transaction, shop: Shop, now: number): Promise<void> {
  await tx.run('INSERT INTO shop_state (shop, workspace, due_at, failures) VALUES (?, ?, ?, 0)', [
    shop.id,
    shop.workspace,
    shop.isPulled ? now : null,
  ]);
}

/** Whatever was wrong may have been mended by the change. */
export async function watchAnew(tx: Transaction, { id, isPulled, updatedAt }: Shop): Promise<void> {
  await tx.run('UPDATE shop_state SET due_at = ?, failures = 0, webhooks_checked_at = NULL WHERE shop = ?', [
    isPulled ? updatedAt : null,
    id,
  ]);
}

/** Forgets how far the import and the reconciliation of a shop came. */
export async function endWatching(tx: Transaction, id: string): Promise<void> {
  for (const table of ['shop_state', 'shop_resource', 'set_aside']) {
    await tx.run(`DELETE FROM ${table} WHERE shop = ?`, [id]);
  }
}
