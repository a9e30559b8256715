import type { Database } from '../db';
import { CodedUserError } from '../shared';

/** How long one piece of a product lasts, by the shop's own word; null for what the orders say. */
export interface ProductCycle {
  readonly cycleDays: number | null;
  readonly leadDays: number | null;
}

/** @throws PRODUCT_NOT_FOUND */
export async function setCycle(
  database: Database,
  { workspace, shop, product }: { readonly workspace: number; readonly shop: string; readonly product: string },
  { cycleDays, leadDays }: ProductCycle,
): Promise<void> {
  const changed = await database.write((tx) =>
    tx.run('UPDATE product SET cycle_days = ?, lead_days = ? WHERE workspace = ? AND shop = ? AND external_id = ?', [
      cycleDays,
      leadDays,
      workspace,
      shop,
      product,
    ]),
  );
  if (changed > 0) return;
  throw new CodedUserError('PRODUCT_NOT_FOUND', `There is no product "${product}" of shop "${shop}".`, {
    shop,
    product,
  });
}
