import type { Database, Transaction } from '../../db';
import { withCategoryIntervals } from './category-intervals';
import { figuresOf, type FiguresScope, type ProductFigures } from './figures';
import { pairsOf, weightOfAll, type Pair } from './pairs';
import { piecesOf, soldProducts } from './sold-products';

/** Products of one question: it takes some tenths of a second where a shop has a million orders. */
const FIGURES_AT_ONCE = 40;
const PAIRS_AT_ONCE = 10;
const ROWS_AT_ONCE = 50;

export interface ProductsResult {
  readonly products: number;
  readonly pairs: number;
}

/**
 * Works out for each shop of a workspace what sells, how long it lasts, and what goes together. Everything is asked in
 * the background, in pieces between which other questions have their turn.
 * @param isStopping asked between the pieces: what is worked out until then is stored
 */
export async function workOutProducts(
  database: Database,
  workspace: number,
  asOf: number,
  isStopping: () => boolean,
): Promise<ProductsResult> {
  let products = 0;
  let pairs = 0;
  for (const [shop, ids] of await soldProducts(database, workspace)) {
    const scope = { workspace, shop, asOf };
    const figures: ProductFigures[] = [];
    for (const piece of piecesOf(ids, FIGURES_AT_ONCE)) {
      if (isStopping()) return { products, pairs };
      figures.push(...(await figuresOf(database, piece, scope)));
    }
    await storeFigures(database, await withCategoryIntervals(database, shop, figures), scope);
    products += figures.length;
    const everything = await weightOfAll(database, scope);
    for (const piece of piecesOf(ids, PAIRS_AT_ONCE)) {
      if (isStopping()) return { products, pairs };
      const found = await pairsOf(database, piece, { ...scope, everything });
      await database.write((tx) => storePairs(tx, piece, found, scope));
      pairs += found.length;
    }
  }
  return { products, pairs };
}

async function storeFigures(
  database: Database,
  figures: readonly ProductFigures[],
  { workspace, shop }: FiguresScope,
): Promise<void> {
  for (const piece of piecesOf(figures, ROWS_AT_ONCE)) {
    const rows = piece.map((each) => [
      ...[workspace, shop, each.product, each.units, each.orders, each.popularity, each.weight, each.intervalDays],
    ]);
    await database.write(async (tx) => {
      await tx.run(
        `INSERT INTO product_figure (workspace, shop, product, units, orders, popularity, weight, interval_days)
         VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}
         ON CONFLICT (shop, product) DO UPDATE SET units = excluded.units, orders = excluded.orders, popularity = excluded.popularity,
           weight = excluded.weight, interval_days = excluded.interval_days`,
        rows.flat(),
      );
    });
  }
  // Of a product whose only orders were taken back nothing is left.
  const sold = new Set(figures.map(({ product }) => product));
  const stored = await database.all<{ product: string }>('SELECT product FROM product_figure WHERE shop = ?', [shop]);
  const gone = stored.filter(({ product }) => !sold.has(product));
  if (gone.length === 0) return;
  await database.write(async (tx) => {
    for (const { product } of gone)
      await tx.run('DELETE FROM product_figure WHERE shop = ? AND product = ?', [shop, product]);
  });
}

async function storePairs(
  tx: Transaction,
  products: readonly string[],
  pairs: readonly Pair[],
  { workspace, shop }: FiguresScope,
): Promise<void> {
  const places = products.map(() => '?').join(', ');
  await tx.run(`DELETE FROM product_pair WHERE shop = ? AND product IN (${places})`, [shop, ...products]);
  for (const piece of piecesOf(pairs, ROWS_AT_ONCE)) {
    const rows = piece.map(({ product, other, rank, baskets, lift, strength }) => [
      ...[workspace, shop, product, other, rank, baskets, lift, strength],
    ]);
    await tx.run(
      `INSERT INTO product_pair (workspace, shop, product, other, rank, baskets, lift, strength)
       VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      rows.flat(),
    );
  }
}
