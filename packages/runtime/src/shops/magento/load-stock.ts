import { readCount, readRecord, readText, type Json } from '../store';
import type { MagentoClient } from './magento-client';
import type { Filter } from './search-criteria';

/** What can be bought of some products, by SKU. Of what nobody counts there is enough. */
export interface Stock {
  isInStock(sku: string): boolean;
  quantityOf(sku: string): number | null;
}

interface Level {
  readonly quantity: number | null;
  readonly isInStock: boolean;
}

/** More than these make the address too long for some servers. */
const SKUS_AT_ONCE = 40;
/** A product is rarely at more places than this many; where it is, the rest is not counted. */
const PLACES = 10;

/**
 * Asks for the stock of some products: lists of products do not say it. Shops with Magento's inventory modules have it by
 * place ("source items"); in others each product has one stock item.
 * @throws what the client throws
 */
export async function loadStock(client: MagentoClient, skus: readonly string[]): Promise<Stock> {
  const levels = new Map<string, Level>();
  const asked = [...new Set(skus.filter(Boolean))];
  for (let first = 0; first < asked.length; first += SKUS_AT_ONCE) {
    const some = asked.slice(first, first + SKUS_AT_ONCE);
    if (!(await addSourceItems(client, some, levels))) await addStockItems(client, some, levels);
  }
  return {
    isInStock: (sku) => levels.get(sku)?.isInStock ?? true,
    quantityOf: (sku) => levels.get(sku)?.quantity ?? null,
  };
}

/** @returns false where the shop has no such list */
async function addSourceItems(
  client: MagentoClient,
  skus: readonly string[],
  levels: Map<string, Level>,
): Promise<boolean> {
  // A comma parts the values of "in".
  const plain = skus.filter((sku) => !sku.includes(','));
  const group: Filter[] = skus
    .filter((sku) => sku.includes(','))
    .map((value) => ({ field: 'sku', value, condition: 'eq' }));
  if (plain.length > 0) group.push({ field: 'sku', value: plain.join(','), condition: 'in' });
  const criteria = { groups: [group], sort: ['sku'], pageSize: skus.length * PLACES };
  const page = await client.findPage('inventory/source-items', criteria);
  if (!page) return false;
  for (const item of page.items) add(levels, readText(item.sku), sourceLevel(item));
  return true;
}

function sourceLevel({ quantity, status }: Json): Level {
  return { quantity: readCount(quantity), isInStock: Number(readText(status)) === 1 };
}

/** Places count together. */
function add(levels: Map<string, Level>, sku: string, { quantity, isInStock }: Level): void {
  const known = levels.get(sku);
  levels.set(sku, {
    quantity: known ? (known.quantity ?? 0) + (quantity ?? 0) : quantity,
    isInStock: isInStock || known?.isInStock === true,
  });
}

async function addStockItems(
  client: MagentoClient,
  skus: readonly string[],
  levels: Map<string, Level>,
): Promise<void> {
  for (const sku of skus) {
    const item = readRecord(await client.find(`stockItems/${encodeURIComponent(sku)}`));
    if (Object.keys(item).length === 0) continue;
    const isManaged = item.manage_stock !== false;
    levels.set(sku, {
      quantity: isManaged ? readCount(item.qty) : null,
      isInStock: !isManaged || item.is_in_stock === true,
    });
  }
}
