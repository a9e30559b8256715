import {
  applyCustomerDeletion,
  applyOrderDeletion,
  applyProductDeletion,
  readId,
  type ApplyContext,
  type KeptKind,
  type Outcome,
  type StoredId,
} from '../store';
import type { SourceRecord } from '../sync';
import type { MagentoClient } from './magento-client';
import type { Collection } from './pages-by-key';
import { noProgress } from './pages-by-key';

const LISTS: Readonly<Record<KeptKind, Collection>> = {
  orders: { path: 'orders', id: 'entity_id' },
  products: { path: 'products', id: 'id' },
  customers: { path: 'customers/search', id: 'id' },
};

const DELETIONS: Readonly<Record<KeptKind, (context: ApplyContext, id: string) => Promise<Outcome>>> = {
  orders: applyOrderDeletion,
  products: applyProductDeletion,
  customers: applyCustomerDeletion,
};

/**
 * Deletions of those of these ids that the shop has no more. Each that is missing in the answer is asked for once more
 * alone: a page may lack what it should hold.
 * @throws SHOP_ANSWER_UNREADABLE where the shop shows what it was not asked for, and what the client throws
 */
export async function missingObjects(
  client: MagentoClient,
  kind: KeptKind,
  ids: readonly StoredId[],
): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  const listed = await listedAmong(
    client,
    LISTS[kind],
    ids.map(({ id }) => id),
  );
  for (const { id } of ids) {
    if (listed.has(id) || (await listedAmong(client, LISTS[kind], [id])).has(id)) continue;
    records.push({ id, body: { id, deleted: true }, apply: async (context) => await DELETIONS[kind](context, id) });
  }
  return records;
}

async function listedAmong(
  client: MagentoClient,
  { path, id: idField }: Collection,
  ids: readonly string[],
): Promise<Set<string>> {
  const these = { field: 'entity_id', value: ids.join(','), condition: 'in' } as const;
  const { items } = await client.search(path, { groups: [[these]], sort: ['entity_id'], pageSize: ids.length });
  const listed = new Set(items.map((item) => readId(item[idField])).filter((id) => id !== null));
  if ([...listed].some((id) => !ids.includes(id))) throw noProgress(path, ids.join(','));
  return listed;
}
