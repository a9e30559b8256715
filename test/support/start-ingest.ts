import type { Database } from '../../packages/runtime/src/db';
import { EventLog, type RouteEvent, type StoredEvent } from '../../packages/runtime/src/events';
import type { Cipher, Logger } from '../../packages/runtime/src/shared';
import {
  DeliveryInbox,
  receiveWebhook,
  RefusalLog,
  ShopStore,
  type Shop,
  type WebhookAnswer,
  type WebhookRequest,
} from '../../packages/runtime/src/shops';
import { RECORDED_SECRET } from './woocommerce-recordings';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly facts: Record<string, unknown>;
  readonly message: string;
}

export interface Ingest {
  readonly database: Database;
  readonly shop: Shop;
  readonly shops: ShopStore;
  readonly clock: { time: number; now(): number };
  readonly log: LogLine[];
  readonly logger: Logger;
  readonly routed: StoredEvent[];
  /** Replace it to see what a router that fails does. */
  route: RouteEvent;
  receive(...requests: WebhookRequest[]): Promise<WebhookAnswer[]>;
  /** As they come in a burst: none waits for the answer of another. */
  receiveAtOnce(...requests: WebhookRequest[]): Promise<WebhookAnswer[]>;
  /** Where the deliveries of a burst wait. A server that starts anew has a new one. */
  inbox: DeliveryInbox;
  /** The types of all events of an object, in the order in which they were logged. */
  eventsOf(subject: 'order' | 'product' | 'customer', id: string): Promise<string[]>;
  allEvents(): Promise<StoredEvent[]>;
  count(table: string): Promise<number>;
}

/** Reversible and readable: what is encrypted how is not these tests' subject. */
export const plainCipher: Cipher = {
  encrypt: (plain) => `sealed:${Buffer.from(plain).toString('base64')}`,
  decrypt: (cipher) => Buffer.from(cipher.slice('sealed:'.length), 'base64').toString(),
};

/** A connected WooCommerce shop in front of an empty store, without a server. */
export async function startIngest(database: Database, shopFields: object = {}): Promise<Ingest> {
  const clock = { time: Date.parse('2026-11-22T00:20:00Z'), now: () => clock.time };
  const log: LogLine[] = [];
  const logger = collectingLogger(log);
  const shops = new ShopStore({ database, cipher: plainCipher, clock });
  const events = new EventLog(database);
  const shop = await database.write((tx) => shops.create(tx, 1, { ...SHOP, ...shopFields }));
  const refusals = new RefusalLog({ clock, logger });
  const routed: StoredEvent[] = [];
  const route: RouteEvent = (tx, event) => ingest.route(tx, event);
  const receiveOne = async (request: WebhookRequest) =>
    await receiveWebhook(
      { database, shops, events, route, clock, logger, refusals, inbox: ingest.inbox },
      shop.id,
      request,
    );

  const ingest: Ingest = {
    database,
    shop,
    shops,
    clock,
    log,
    logger,
    routed,
    route: async (_tx, event) => {
      routed.push(event);
    },
    async receive(...requests) {
      const answers: WebhookAnswer[] = [];
      for (const request of requests) answers.push(await receiveOne(request));
      return answers;
    },
    receiveAtOnce: async (...requests) => await Promise.all(requests.map(receiveOne)),
    inbox: new DeliveryInbox({ database, shops, events, route, clock, logger }),
    async eventsOf(subject, id) {
      return (await ingest.allEvents()).filter(({ payload }) => payload[subject]?.id === id).map(({ type }) => type);
    },
    async allEvents() {
      return [...(await events.list({ workspace: 1, limit: 10_000 })).data].reverse();
    },
    async count(table) {
      return Number((await database.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))?.n);
    },
  };
  return ingest;
}

const SHOP = {
  type: 'woocommerce',
  name: 'Sample shop',
  url: 'https://shop.example',
  consumerKey: 'ck_1',
  consumerSecret: 'cs_1',
  webhookSecret: RECORDED_SECRET,
};

function collectingLogger(log: LogLine[]): Logger {
  const write = (level: LogLine['level']) => (facts: object, message: string) => {
    log.push({ level, facts: facts as Record<string, unknown>, message });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
