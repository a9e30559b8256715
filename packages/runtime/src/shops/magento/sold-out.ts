import type { SoldOutProduct } from '../store';
import type { SourcePage } from '../sync';
import { loadProducts } from './load-products';
import { loadStock } from './load-stock';
import type { ProductCatalogue } from './product-catalogue';

/** Some products that were out of stock when they were seen last, by rising id, after this one ('' for the first). */
export type FindSoldOut = (after: string, limit: number) => Promise<readonly SoldOutProduct[]>;

/** As many as five requests tell of. Where there are more, the others have their turn the next times. */
const AT_ONCE = 200;

/**
 * Whether products that were sold out can be bought again. Goods that come in by an import or another warehouse system leave
 * the product's date of change alone, so those that are known to be out of stock are asked for, some at each turn.
 * @param cursor the last one that was asked for, as JSON
 * @throws what the client throws
 */
export async function watchSoldOut(
  catalogue: ProductCatalogue,
  findSoldOut: FindSoldOut,
  cursor: string | null,
): Promise<SourcePage> {
  const after = cursor === null ? '' : (JSON.parse(cursor) as string);
  const soldOut = await findSoldOut(after, AT_ONCE);
  const skus = soldOut.map(({ sku }) => sku);
  const stock = await loadStock(catalogue.client, skus);
  const back = soldOut.filter(({ sku }) => stock.isInStock(sku)).map(({ id }) => id);
  const records = await catalogue.recordsOf(await loadProducts(catalogue.client, back));
  const last = soldOut.length < AT_ONCE ? '' : (soldOut.at(-1)?.id ?? '');
  return { records, cursor: JSON.stringify(last), isLast: true };
}
