import type { Database, Transaction } from '../../db';
import type { EventLog, RouteEvent } from '../../events';
import { isCoded, messageOf, type Clock } from '../../shared';
import type { Shop } from '../shop';
import type { ShopStore } from '../shop-store';
import { publishing, type ApplyContext, type Tidings } from '../store';
import { countSetAside, forgetSetAside, setAside } from './set-aside';
import type { SourceRecord } from './shop-source';

export interface Applying {
  readonly database: Database;
  readonly shops: ShopStore;
  readonly events: EventLog;
  /** Takes each new event on, in the transaction that stores it. */
  readonly route: RouteEvent;
  readonly clock: Clock;
}

export interface FetchedPage {
  readonly shop: Shop;
  readonly resource: string;
  readonly tidings: Tidings;
  readonly records: readonly SourceRecord[];
  /** Stores how far the import or the reconciliation has come with this page. */
  save(tx: Transaction): Promise<void>;
}

/**
 * Other writers wait no longer than this many records take. On Postgres each record holds its contact: whoever holds two of
 * them the other way round makes one of the two transactions begin anew (see `PostgresDatabase.write`).
 */
const AT_ONCE = 25;

/**
 * Applies what was fetched, by the same functions as what webhooks bring. The page's progress is stored with its last
 * records, so a process that dies in between fetches the page again, and what was applied already changes nothing.
 *
 * A record that cannot be read, or whose storing fails, is set aside alone: the others go on.
 */
export async function applyPage(applying: Applying, page: FetchedPage): Promise<void> {
  const { database } = applying;
  const hasSetAside = (await countSetAside(database, page.shop.id)) > 0;
  const groups: Array<readonly SourceRecord[]> = [];
  for (let first = 0; first < page.records.length; first += AT_ONCE) {
    groups.push(page.records.slice(first, first + AT_ONCE));
  }
  for (const records of groups.slice(0, -1)) await applyGroup(applying, page, records, hasSetAside);
  await applyGroup(applying, page, groups.at(-1) ?? [], hasSetAside, (tx) => page.save(tx));
}

async function applyGroup(
  applying: Applying,
  page: FetchedPage,
  records: readonly SourceRecord[],
  hasSetAside: boolean,
  save: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<void> {
  const { database, clock } = applying;
  const together = async (group: readonly SourceRecord[], andThen: typeof save): Promise<void> => {
    await database.write(async (tx) => {
      await applying.shops.hold(tx, page.shop.id);
      for (const record of group) await applyRecord(applying, tx, page, record, hasSetAside);
      await andThen(tx);
    });
  };
  try {
    await together(records, save);
  } catch (error) {
    if (records.length === 0 || isCoded(error)) throw error;
    for (const record of records) {
      await together([record], async () => undefined).catch(async (problem: unknown) => {
        if (isCoded(problem)) throw problem;
        const reason = `it could not be stored: ${messageOf(problem)}`;
        await database.write((tx) => setAside(tx, page.shop, page.resource, record, { reason, at: clock.now() }));
      });
    }
    await together([], save);
  }
}

async function applyRecord(
  { events, route, clock }: Applying,
  tx: Transaction,
  { shop, resource, tidings }: FetchedPage,
  record: SourceRecord,
  hasSetAside: boolean,
): Promise<void> {
  const receivedAt = clock.now();
  const publish = publishing(tx, shop, receivedAt, { events, route });
  const context: ApplyContext = { tx, shop, tidings, receivedAt, events, publish };
  const outcome = await record.apply(context);
  if (outcome.outcome === 'unreadable') {
    await setAside(tx, shop, resource, record, { reason: outcome.reason, at: receivedAt });
  } else if (hasSetAside) {
    await forgetSetAside(tx, shop.id, resource, record);
  }
}
