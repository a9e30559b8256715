import { CodedOperationalError, isCoded } from '../../shared';
import { readId, readRecords, type KeptKind, type StoredId } from '../store';
import { deletionRecord, type SourceRecord } from '../sync';
import type { Query, RestClient } from './rest';

/**
 * Which of these ids the shop does not list: records of what is in its trash or a draft again, and deletions of what
 * it does not know any more.
 * @param query lists all objects of the kind
 * @param toRecord makes a record of an object of the kind
 * @throws SHOP_ANSWER_UNREADABLE where the shop does not understand the question, and what the client throws
 */
export async function missingObjects(
  client: RestClient,
  { kind, query }: { readonly kind: KeptKind; readonly query: Query },
  ids: readonly StoredId[],
  toRecord: (object: unknown) => SourceRecord,
): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for (const [parent, own] of byParent(ids)) {
    // WooCommerce lists variations below their product only.
    const path = parent === null ? kind : `products/${parent}/variations`;
    for (const id of await unlisted(client, path, parent === null ? query : {}, own)) {
      const object = await unlessGone(client.get(`${path}/${id}`), undefined);
      if (object === undefined) records.push(deletionRecord(kind, id));
      else if (parent === null) records.push(toRecord(object));
    }
  }
  return records;
}

function byParent(ids: readonly StoredId[]): Map<string | null, string[]> {
  const groups = new Map<string | null, string[]>();
  for (const { id, parentId } of ids) groups.set(parentId, [...(groups.get(parentId) ?? []), id]);
  return groups;
}

async function unlisted(client: RestClient, path: string, query: Query, ids: readonly string[]): Promise<string[]> {
  // Variations of a product that is gone are gone.
  const { objects } = await unlessGone<{ readonly objects: readonly unknown[] }>(
    client.list(path, { ...query, include: ids.join(','), per_page: 100, _fields: 'id' }),
    { objects: [] },
  );
  const listed = new Set(readRecords(objects).map(({ id }) => readId(id)));
  const asked = new Set<string | null>(ids);
  if ([...listed].some((id) => !asked.has(id))) {
    throw new CodedOperationalError(
      'SHOP_ANSWER_UNREADABLE',
      `The shop was asked for certain ${path} and showed others. A plugin of the shop may ignore "include".`,
      { path },
    );
  }
  return ids.filter((id) => !listed.has(id));
}

async function unlessGone<Answer>(asking: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  try {
    return await asking;
  } catch (error) {
    if (isGone(error)) return otherwise;
    throw error;
  }
}

/** The shop knows the route and not the object: `woocommerce_rest_…_invalid_id`. Any other 404 says nothing of it. */
function isGone(error: unknown): boolean {
  if (!isCoded(error) || error.code !== 'SHOP_REFUSED') return false;
  const { status, shopCode } = error.details ?? {};
  // Orders answer 404, customers too; some versions say 400 for a post that is none of theirs.
  return (status === 404 || status === 400) && typeof shopCode === 'string' && /invalid_(\w+_)?id$/.test(shopCode);
}
