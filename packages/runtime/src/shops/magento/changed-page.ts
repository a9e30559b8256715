import { days, minutes } from '../../shared';
import { readId, readInstant, readText, type Json } from '../store';
import { toMagentoDate } from './magento-date';
import type { MagentoClient } from './magento-client';
import { isLastPage, noProgress, PAGE_SIZE, type Collection } from './pages-by-key';
import type { Filter } from './search-criteria';

/** The place of an object among all by (updated_at, entity_id): many share a second, none an id. */
interface Key {
  /** As Magento writes it: UTC, whole seconds. */
  readonly at: string;
  readonly id: string;
}

/** How far a reconciliation came. */
interface Position {
  /** Nothing from before this is asked for. */
  readonly since: string;
  /** The last object of the page before; null on the first page. */
  readonly after: Key | null;
}

export interface ChangedPage {
  readonly items: readonly Json[];
  readonly cursor: string;
  readonly isLast: boolean;
}

/**
 * Magento sets the date of a change before it commits, and long after that the change can be seen: each
 * reconciliation begins this much before the last change that the one before has seen.
 */
const OVERLAP = minutes(10);

/** What the clocks of shop and server may differ by when the first reconciliation begins by ours. */
const DIFFERENCE_OF_CLOCKS = days(1);

/**
 * A page of what has changed in a list, oldest change first.
 *
 * The next page is asked for by the key of the last object, not by a number. So objects that change while pages are read
 * (they move to the end) push nothing past the edge of a page, thousands that changed in one second (a bulk edit)
 * are gone through by their ids, and there is no page past the end, which Magento would answer with the last one again.
 * @param position.cursor null for the first time
 * @param position.connectedAt where a first reconciliation begins, UTC epoch ms
 * @param position.now our clock: an object with a date in the future must not make the rest be passed over
 * @throws SHOP_ANSWER_UNREADABLE where the shop does not go on from there, and what the client throws
 */
export async function changedPage(
  client: MagentoClient,
  collection: Collection,
  { cursor, connectedAt, now }: { readonly cursor: string | null; readonly connectedAt: number; readonly now: number },
): Promise<ChangedPage> {
  const { path, groups = [] } = collection;
  const position =
    cursor === null ? begin(connectedAt - DIFFERENCE_OF_CLOCKS.milliseconds) : (JSON.parse(cursor) as Position);
  const page = await client.search(path, {
    groups: [...startOf(position), ...groups],
    sort: ['updated_at', 'entity_id'],
    pageSize: PAGE_SIZE,
  });
  const { items } = page;
  const last = lastKey(collection, items, position);
  const isLast = isLastPage(page);
  const next = isLast ? begin(seenBy(last, position, now)) : { ...position, after: last };
  return { items, cursor: JSON.stringify(next), isLast };
}

function begin(instant: number): Position {
  return { since: toMagentoDate(Math.max(0, instant)), after: null };
}

/** "After the key" in groups that all have to hold, of which one filter each has to: (>= at) and (> at or > id). */
function startOf({ since, after }: Position): readonly (readonly Filter[])[] {
  if (!after) return [[{ field: 'updated_at', value: since, condition: 'gteq' }]];
  return [
    [{ field: 'updated_at', value: after.at, condition: 'gteq' }],
    [
      { field: 'updated_at', value: after.at, condition: 'gt' },
      { field: 'entity_id', value: after.id, condition: 'gt' },
    ],
  ];
}

function lastKey({ path, id }: Collection, items: readonly Json[], { after }: Position): Key | null {
  const last = items.at(-1);
  if (!last) return after;
  const key: Key = { at: readText(last.updated_at).trim(), id: readId(last[id]) ?? '' };
  const isAhead = !after || key.at > after.at || (key.at === after.at && Number(key.id) > Number(after.id));
  if (readInstant(key.at) === null || key.id === '' || !isAhead) throw noProgress(path, after?.at ?? 'the beginning');
  return key;
}

/** Where the next reconciliation begins. One that has seen nothing new begins where this one did. */
function seenBy(last: Key | null, { since }: Position, now: number): number {
  const seen = last && readInstant(last.at);
  const begun = readInstant(since) ?? 0;
  return seen ? Math.max(begun, Math.min(now, seen) - OVERLAP.milliseconds) : begun;
}
