import type { Shop } from '../shop';
import { codeOf } from '../../shared';
import { applyPage, type Applying } from './apply-page';
import { readPollCursor, savePollCursor } from './progress';
import type { ShopSource } from './shop-source';

/** Problems of one list. Others (it is down, it knows the key no longer) are the whole shop's: asking on is no use. */
const OF_ONE_LIST = new Set(['SHOP_REFUSED', 'SHOP_API_MISSING', 'SHOP_ANSWER_UNREADABLE', 'SHOP_FAILING']);

/**
 * Fetches what has changed in a shop since it was done last, and applies it: what a webhook did not bring. A list that
 * the shop does not give keeps nobody from the others.
 * @param isTimeUp asked after each page
 * @returns whether nothing is left for now
 * @throws the first problem of a list, after the other lists, or that of the shop
 */
export async function reconcile(
  applying: Applying,
  { shop, source, isTimeUp }: { readonly shop: Shop; readonly source: ShopSource; readonly isTimeUp: () => boolean },
): Promise<boolean> {
  const problems: unknown[] = [];
  for (const resource of source.watched) {
    try {
      if (!(await reconcileResource(applying, { shop, source, isTimeUp, resource }))) return false;
    } catch (error) {
      if (!OF_ONE_LIST.has(codeOf(error))) throw error;
      problems.push(error);
    }
  }
  if (problems.length > 0) throw problems[0];
  return true;
}

async function reconcileResource(
  applying: Applying,
  { shop, source, isTimeUp, resource }: { shop: Shop; source: ShopSource; isTimeUp: () => boolean; resource: string },
): Promise<boolean> {
  for (let cursor = await readPollCursor(applying.database, shop.id, resource); ;) {
    const { records, cursor: next, isLast } = await source.changes(resource, cursor);
    await applyPage(applying, {
      shop,
      resource,
      records,
      tidings: 'changed',
      save: (tx) => savePollCursor(tx, shop, resource, next),
    });
    if (isLast) return true;
    cursor = next;
    if (isTimeUp()) return false;
  }
}
