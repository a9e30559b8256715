import type { Shop } from '../shop';
import { applyPage, type Applying } from './apply-page';
import { readImport, saveImport } from './progress';
import type { ShopSource } from './shop-source';

/**
 * Goes on with the import of a shop, page by page.
 * @param isTimeUp asked after each page
 * @returns whether nothing is left of it
 */
export async function importHistory(
  applying: Applying,
  { shop, source, isTimeUp }: { readonly shop: Shop; readonly source: ShopSource; readonly isTimeUp: () => boolean },
): Promise<boolean> {
  const { database, clock } = applying;
  for (const { resource, status, cursor: stored } of await readImport(database, shop.id, source.history)) {
    if (status === 'done') continue;
    for (let cursor = stored; ;) {
      const page = await source.historyPage(resource, cursor);
      const save = { tidings: 'history' as const, resource, shop, records: page.records };
      await applyPage(applying, { ...save, save: (tx) => saveImport(tx, shop.id, resource, page, clock.now()) });
      if (page.isLast) break;
      cursor = page.cursor;
      if (isTimeUp()) return false;
    }
  }
  return true;
}
