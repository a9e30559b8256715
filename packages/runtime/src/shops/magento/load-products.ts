import { isRecord, readId, readRecord, readText, type Json } from '../store';
import { loadStock, type Stock } from './load-stock';
import type { MagentoClient } from './magento-client';
import { allById } from './pages-by-key';
import type { ProductPapers } from './read-product';

export interface LoadedProducts {
  readonly products: readonly ProductPapers[];
  readonly stock: Stock;
}

/**
 * Fetches what some products do not say of themselves: the variations of the configurable ones, which become products
 * beside them, and the stock of all.
 * @throws what the client throws
 */
export async function loadProductPapers(client: MagentoClient, products: readonly Json[]): Promise<LoadedProducts> {
  const parentOf = new Map(
    products.flatMap((product) => linksOf(product).map((child) => [child, idOf(product)] as const)),
  );
  const known = new Map(products.map((product) => [idOf(product), product]));
  const missing = [...parentOf.keys()].filter((child) => !known.has(child));
  for (const child of await loadProducts(client, missing)) known.set(idOf(child), child);
  const all = [...known.values()];
  const papers = all.map((product) => ({
    product,
    children: linksOf(product)
      .map((child) => known.get(child))
      .filter(isRecord),
    parentId: parentOf.get(idOf(product)) ?? null,
  }));
  return {
    products: papers,
    stock: await loadStock(
      client,
      all.map(({ sku }) => readText(sku)),
    ),
  };
}

/** Some products by their ids. @throws what the client throws */
export async function loadProducts(client: MagentoClient, ids: readonly string[]): Promise<Json[]> {
  const found: Json[] = [];
  for (let first = 0; first < ids.length; first += IDS_AT_ONCE) {
    const value = ids.slice(first, first + IDS_AT_ONCE).join(',');
    found.push(
      ...(await allById(client, {
        path: 'products',
        id: 'id',
        groups: [[{ field: 'entity_id', value, condition: 'in' }]],
      })),
    );
  }
  return found;
}

/** More make the address too long for some servers. */
const IDS_AT_ONCE = 200;

/** The ids of a configurable product's variations. */
function linksOf(product: Json): string[] {
  const links = readRecord(product.extension_attributes).configurable_product_links;
  return Array.isArray(links) ? links.map(readId).filter((id) => id !== null) : [];
}

function idOf(product: Json): string {
  return readId(product.id) ?? '';
}
