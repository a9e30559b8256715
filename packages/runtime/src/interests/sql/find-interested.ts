import { purchaseCondition } from '../../audiences';
import type { Database } from '../../db';
import type { InterestKind } from '../../events';
import type { GoodsOfEvent } from '../goods-of-event';

/** A contact who has shown interest. */
export interface InterestedContact {
  readonly contact: number;
  readonly kinds: readonly InterestKind[];
  /** When it was shown last, UTC epoch ms. */
  readonly lastAt: number;
}

export interface Search extends GoodsOfEvent {
  readonly workspace: number;
  readonly kinds: readonly InterestKind[];
  /** Interest from this instant on counts. */
  readonly from: number;
  /** Contacts after this id. */
  readonly after: number;
  readonly limit: number;
}

interface Row {
  readonly contact: number;
  readonly kind: InterestKind;
  readonly lastAt: number;
}

/** A page of the index: rows in the order of their contacts, and up to which contact all are there. */
interface Page {
  readonly rows: readonly Row[];
  readonly upTo: number;
}

/**
 * The next contacts, by id, who have shown interest in a product. Each of its names is one range of an index, of which
 * no more is read than wanted: the millionth contact costs what the first does.
 * @returns with whom to go on: after `upTo`; Infinity where nobody is left
 */
export async function findInterested(
  database: Database,
  search: Search,
): Promise<{ contacts: InterestedContact[]; upTo: number }> {
  const pages: Page[] = [];
  if (search.kinds.some((kind) => kind !== 'bought')) {
    for (const name of search.names) pages.push(await pageOfName(database, search, name));
  }
  if (search.kinds.includes('bought') && search.productIds.length > 0) pages.push(await pageOfBuyers(database, search));
  const upTo = Math.min(Infinity, ...pages.map((page) => page.upTo));
  const rows = pages.flatMap((page) => page.rows).filter(({ contact }) => contact <= upTo);
  return { contacts: joined(rows), upTo };
}

async function pageOfName(database: Database, search: Search, name: string): Promise<Page> {
  const { workspace, shop, kinds, from, after, limit } = search;
  const rows = await database.all<Row>(
    `SELECT contact, kind, last_at AS "lastAt" FROM interest
      WHERE workspace = ? AND product = ? AND contact > ?${shop === null ? '' : ` AND shop IN ('', ?)`}
      ORDER BY contact LIMIT ?`,
    [workspace, name, after, ...(shop === null ? [] : [shop]), limit],
  );
  const isMeant = ({ kind, lastAt }: Row): boolean => kinds.includes(kind) && lastAt >= from;
  return { rows: rows.filter(isMeant), upTo: complete(rows, limit) };
}

/** Lines are found by their product; what contacts bought is read beside the event loop, for a product may be popular. */
async function pageOfBuyers(database: Database, search: Search): Promise<Page> {
  const { workspace, shop, productIds, from, after, limit } = search;
  const rows = await database.allInBackground<Row>(
    `SELECT o.contact AS contact, 'bought' AS kind, MAX(o.placed_at) AS "lastAt" FROM order_line l JOIN orders o ON o.id = l."order"
      WHERE l.product_external_id IN (${productIds.map(() => '?').join(', ')}) AND o.workspace = ? AND o.contact > ?
        AND o.placed_at >= ?${shop === null ? '' : ' AND o.shop = ?'} AND ${purchaseCondition('o')}
      GROUP BY o.contact ORDER BY o.contact LIMIT ?`,
    [...productIds, workspace, after, from, ...(shop === null ? [] : [shop]), limit],
  );
  return { rows, upTo: rows.length < limit ? Infinity : (rows.at(-1)?.contact ?? Infinity) };
}

/** The last contact of a full page may have more rows than came with it: they come with the next. */
function complete(rows: readonly Row[], limit: number): number {
  const last = rows.at(-1)?.contact;
  return rows.length < limit || last === undefined ? Infinity : last - 1;
}

function joined(rows: readonly Row[]): InterestedContact[] {
  const contacts = new Map<number, InterestedContact>();
  for (const { contact, kind, lastAt } of rows) {
    const known = contacts.get(contact);
    const kinds = [...new Set([...(known?.kinds ?? []), kind])].sort();
    contacts.set(contact, { contact, kinds, lastAt: Math.max(lastAt, known?.lastAt ?? 0) });
  }
  return [...contacts.values()].sort((one, other) => one.contact - other.contact);
}
