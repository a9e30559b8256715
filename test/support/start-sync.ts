import type { Database } from '../../packages/runtime/src/db';
import { EventLog } from '../../packages/runtime/src/events';
import { milliseconds, minutes, seconds } from '../../packages/runtime/src/shared';
import { Partings, ShopConnections, ShopSync, sourcesOf, type Shop } from '../../packages/runtime/src/shops';
import { KEYS } from './fake-woocommerce';
import { startIngest, type Ingest } from './start-ingest';

export interface TestSync extends Ingest {
  readonly connections: ShopConnections;
  readonly sync: ShopSync;
  readonly partings: Partings;
  /** Lets all shops that are due have their turn, again and again until none is. */
  turns(): Promise<void>;
  /** Lets time pass, and then their turns. */
  pass(span: { milliseconds: number }): Promise<void>;
  /** As another server on the same database would be. */
  restarted(): Promise<TestSync>;
}

export const DELIVERY_URL = 'https://journeys.example/shops';

/** Shops that are kept complete, on a clock that stands still until it is told to move. */
export async function startSync(database: Database, url: string, shopFields: object = {}): Promise<TestSync> {
  const ingest = await startIngest(database, { url, ...KEYS, ...shopFields });
  return withSync(ingest);
}

function withSync(ingest: Ingest): TestSync {
  const { database, shops, clock } = ingest;
  const logger = ingest.logger;
  const retry = { patience: milliseconds(5), timeout: seconds(2) };
  const settings = { clock, queries: database, publicUrl: 'https://journeys.example', callsPerSecond: 10_000 };
  const sourceOf = sourcesOf({ ...settings, ...retry });
  const sync = new ShopSync({
    database,
    shops,
    events: new EventLog(database),
    route: (tx, event) => ingest.route(tx, event),
    clock,
    logger,
    sourceOf,
    owner: 'this server',
    interval: minutes(5),
  });
  const turns = async (): Promise<void> => {
    do {
      await sync.look();
      await sync.settled();
    } while (await database.get('SELECT 1 FROM shop_state WHERE due_at <= ?', [clock.now()]));
  };
  const partings = new Partings({ database, shops, sourceOf, clock, logger });
  const wake = () => undefined;
  return Object.assign(ingest, {
    ...{ sync, partings },
    connections: new ShopConnections({ database, shops, sourceOf, clock, logger, wake, partings }),
    turns,
    async pass(span: { milliseconds: number }) {
      clock.time += span.milliseconds;
      await turns();
    },
    async restarted() {
      await sync.stop();
      const next = withSync({ ...ingest });
      await next.sync.start();
      return next;
    },
  });
}

export type { Shop };
