import type { Database } from '../../db';

/** A product of a shop, by the shop's id. */
export interface ProductKey {
  readonly shop: string;
  readonly product: string;
}

/** Everything that was ever sold, by shop and id. Bought variations are their product. */
export async function soldProducts(database: Database, workspace: number): Promise<Map<string, string[]>> {
  const shops = await database.all<{ shop: string }>('SELECT id AS "shop" FROM shop WHERE workspace = ? ORDER BY id', [
    workspace,
  ]);
  const found = new Map<string, string[]>();
  for (const { shop } of shops) {
    const rows = await database.allInBackground<{ product: string }>(
      `SELECT p.external_id AS "product" FROM product p WHERE p.shop = ? AND p.parent_external_id IS NULL ORDER BY p.external_id`,
      [shop],
    );
    found.set(
      shop,
      rows.map(({ product }) => product),
    );
  }
  return found;
}

/** A list in pieces of a length. */
export function* piecesOf<Item>(items: readonly Item[], length: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += length) yield items.slice(from, from + length);
}
