import { CodedOperationalError } from '../../shared';
import { readId, type Json } from '../store';
import type { MagentoClient, SearchPage } from './magento-client';
import type { Filter } from './search-criteria';

/** A list of Magento's REST API. */
export interface Collection {
  /** Below `/rest/V1/`. */
  readonly path: string;
  /** What the id is called in an object. In searches it is `entity_id` everywhere. */
  readonly id: 'entity_id' | 'id';
  readonly groups?: readonly (readonly Filter[])[];
}

/** An order is some 8 kB. */
export const PAGE_SIZE = 100;

/** A page of a list by rising id. @param after the last id that was seen @throws what the client throws */
export async function pageAfterId(
  client: MagentoClient,
  { path, id, groups = [] }: Collection,
  after: string,
): Promise<SearchPage & { readonly lastId: string }> {
  const key: Filter = { field: 'entity_id', value: after, condition: 'gt' };
  const page = await client.search(path, { groups: [[key], ...groups], sort: ['entity_id'], pageSize: PAGE_SIZE });
  return { ...page, lastId: lastIdOf(path, page.items, id, after) };
}

/** Everything in a list by rising id: for lists that are known to be short. @throws what the client throws */
export async function allById(client: MagentoClient, collection: Collection): Promise<Json[]> {
  const all: Json[] = [];
  for (let after = '0'; ;) {
    const page = await pageAfterId(client, collection, after);
    all.push(...page.items);
    if (isLastPage(page)) return all;
    after = page.lastId;
  }
}

/**
 * Whether the list ends with this page. A page that is not full is no proof: extensions take out of it what a caller must
 * not see. Nor is the count alone: it is known to be too small for products. Both together are.
 */
export function isLastPage({ items, totalCount }: SearchPage): boolean {
  return items.length === 0 || (items.length < PAGE_SIZE && (totalCount ?? 0) <= items.length);
}

/** A shop that repeats what it has shown already would be asked forever. @throws SHOP_ANSWER_UNREADABLE */
function lastIdOf(path: string, items: readonly Json[], id: Collection['id'], after: string): string {
  if (items.length === 0) return after;
  const last = readId(items.at(-1)?.[id]);
  if (last === null || Number(last) <= Number(after)) throw noProgress(path, after);
  return last;
}

/** For an answer that does not begin where it was asked to. */
export function noProgress(path: string, after: string): CodedOperationalError {
  return new CodedOperationalError(
    'SHOP_ANSWER_UNREADABLE',
    `The shop was asked for what comes after ${after} in ${path}, and showed something else. An extension of the shop may ignore filters or sorting.`,
    { path },
  );
}
