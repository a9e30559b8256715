import { openDatabase, type Database } from '../../../packages/runtime/src/db';
import { EventLog, type RouteEvent, type StoredEvent } from '../../../packages/runtime/src/events';
import { milliseconds, minutes, silentLogger } from '../../../packages/runtime/src/shared';
import { ShopStore, ShopSync, sourcesOf, type Shop } from '../../../packages/runtime/src/shops';
import { beginImport } from '../../../packages/runtime/src/shops/sync/progress';
import { plainCipher } from '../start-ingest';
import { KEYS, startFakeMagento, type FakeMagento } from './fake-magento';

export interface MagentoSync {
  readonly fake: FakeMagento;
  readonly clock: { time: number; now(): number };
  readonly shop: Shop;
  /** What journeys got to hear, in the order of the commits. */
  readonly routed: StoredEvent[];
  /** Replace it to see what a router that fails does. */
  beforeRoute: () => void;
  database(): Database;
  /** Lets the shop have its turn now, and waits until that is over. */
  turn(): Promise<void>;
  /** The server dies in the middle of what it does, and another one begins on the same database. */
  restart(): Promise<void>;
  events(): Promise<StoredEvent[]>;
  eventsOf(subject: 'order' | 'product' | 'customer' | 'cart', id: number | string): Promise<string[]>;
  close(): Promise<void>;
}

/** A server that keeps a fake Magento shop complete, in turns that a test lets it have. */
export async function startMagentoSync(
  open: () => Promise<Database>,
  options: { readonly shop?: object; readonly reopen?: () => Promise<Database>; readonly isImported?: boolean } = {},
): Promise<MagentoSync> {
  const clock = { time: Date.parse('2026-11-22T00:20:00Z'), now: () => clock.time };
  const fake = await startFakeMagento(clock);
  const routed: StoredEvent[] = [];
  const route: RouteEvent = async (tx, event) => {
    magento.beforeRoute();
    tx.afterCommit(() => routed.push(event));
  };
  let database = await open();
  const begin = () => {
    const shops = new ShopStore({ database, cipher: plainCipher, clock });
    const events = new EventLog(database);
    const sync = new ShopSync({
      database,
      shops,
      events,
      route,
      clock,
      logger: silentLogger,
      sourceOf: sourcesOf({ clock, queries: database, publicUrl: 'https://journeys.example', ...HASTE }),
      owner: 'test',
      interval: minutes(1),
    });
    return { shops, events, sync };
  };
  let server = begin();
  const shop = await database.write(async (tx) => {
    const created = await server.shops.create(tx, 1, { ...SHOP, url: fake.server.url, ...options.shop });
    if (options.isImported === true) await beginImport(tx, created, HISTORY, clock.time);
    return created;
  });
  const magento: MagentoSync = {
    fake,
    clock,
    shop,
    routed,
    beforeRoute: () => undefined,
    database: () => database,
    async turn() {
      await database.write((tx) => tx.run('UPDATE shop_state SET due_at = 0, claimed_by = NULL'));
      const { sync } = server;
      await sync.look();
      await sync.settled();
    },
    async restart() {
      await server.sync.stop();
      if (options.reopen) {
        await database.close();
        database = await options.reopen();
      }
      server = begin();
    },
    async events() {
      const all: StoredEvent[] = [];
      for (let cursor: number | undefined; ;) {
        const page = await server.events.list({ workspace: 1, limit: 1_000, ...(cursor !== undefined && { cursor }) });
        all.push(...page.data);
        if (page.nextCursor === null) return all.reverse();
        cursor = page.nextCursor;
      }
    },
    async eventsOf(subject, id) {
      return (await magento.events())
        .filter(({ payload }) => payload[subject]?.id === String(id))
        .map(({ type }) => type);
    },
    async close() {
      await server.sync.stop();
      await database.close();
      await fake.close();
    },
  };
  return magento;
}

const HISTORY = ['products', 'customers', 'carts', 'orders'];

/** Tests have little patience. */
const HASTE = { callsPerSecond: 100_000, patience: milliseconds(1), timeout: milliseconds(300) };

const SHOP = {
  type: 'magento',
  name: 'Sample Magento',
  consumerKey: KEYS.consumerKey,
  consumerSecret: KEYS.consumerSecret,
  accessToken: KEYS.token,
  accessTokenSecret: KEYS.tokenSecret,
  webhookSecret: 'verification token',
};

/** A database in a file can be opened again where a server has died. */
export const reopening = (address: string) => async (): Promise<Database> => await openDatabase(address);
