import { readId, type KeptKind, type StoredId } from '../store';
import { deletionRecord, type SourceRecord } from '../sync';
import type { MagentoClient } from './magento-client';
import type { Collection } from './pages-by-key';
import { noProgress } from './pages-by-key';

/**
 * Deletions of those of these ids that the shop has no more. Each that is missing in the answer is asked for once more
 * alone: a page may lack what it should hold.
 * @throws SHOP_ANSWER_UNREADABLE where the shop shows what it was not asked for, and what the client throws
 */
export async function missingObjects(
  client: MagentoClient,
  { kind, collection }: { readonly kind: KeptKind; readonly collection: Collection },
  ids: readonly StoredId[],
): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  const listed = await listedAmong(
    client,
    collection,
    ids.map(({ id }) => id),
  );
  for (const { id } of ids) {
    if (listed.has(id) || (await listedAmong(client, collection, [id])).has(id)) continue;
    records.push(deletionRecord(kind, id));
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
