import { isCoded } from '../../shared';
import type { ShopHttp } from '../http';
import type { Shop, ShopSecrets } from '../shop';
import {
  readId,
  readRecord,
  readRecords,
  readText,
  unreadable,
  type ApplyContext,
  type Json,
  type KeptKind,
  type Outcome,
  type StoredId,
} from '../store';
import type { HistoryPage, ShopCoupon, ShopSource, SourcePage, SourceRecord, WebhookCheck } from '../sync';
import { applyCustomerRecord, applyOrderRecord, applyProductRecord } from './apply-record';
import { changedPage } from './changed-pages';
import { historyPage } from './history-pages';
import { missingObjects } from './missing-objects';
import { newCustomersPage } from './new-customer-pages';
import { createCoupon, ensureWebhooks, removeWebhooks, RestClient, type Query, type RestPage } from './rest';
import { variationName } from './variation-name';

interface Connection {
  readonly shop: Shop;
  readonly secrets: ShopSecrets;
  /** What the shop's webhooks deliver to. */
  readonly deliveryUrl: string;
  readonly http: ShopHttp;
  readonly now: () => number;
}

type Apply = (context: ApplyContext, json: Json) => Promise<Outcome>;

/** Categories come with products, so those are first: orders say what they bought by them. */
const HISTORY: Readonly<Record<string, Query>> = {
  products: { status: 'any' },
  customers: { role: 'all' },
  orders: { status: 'any' },
};

/** What is in the trash, and drafts, are in no list that does not name them. */
const CHANGES: Readonly<Record<string, { readonly path: string; readonly query: Query; readonly isOptional?: true }>> =
  {
    products: { path: 'products', query: { status: 'any' } },
    orders: { path: 'orders', query: { status: 'any' } },
    'trashed orders': { path: 'orders', query: { status: 'trash' }, isOptional: true },
    'trashed products': { path: 'products', query: { status: 'trash' }, isOptional: true },
    'checkout drafts': { path: 'orders', query: { status: 'checkout-draft' }, isOptional: true },
  };

const APPLY: Readonly<Record<KeptKind, Apply>> = {
  orders: applyOrderRecord,
  products: applyProductRecord,
  customers: applyCustomerRecord,
};

/** A WooCommerce shop as something that can be asked. */
export class WooCommerceSource implements ShopSource {
  readonly history = Object.keys(HISTORY);
  readonly watched = [...Object.keys(CHANGES), 'customers'];

  private readonly client: RestClient;

  constructor(private readonly connection: Connection) {
    this.client = new RestClient(connection.http, { url: connection.shop.url, ...connection.secrets });
  }

  /** Orders are what everything hangs on; a key that reads them is right. The currency is good to know. */
  async test(): Promise<{ readonly currency: string | null }> {
    await this.client.list('orders', { per_page: 1 });
    try {
      const { code } = readRecord(await this.client.get('data/currencies/current'));
      return { currency: readText(code).trim().toUpperCase() || null };
    } catch (error) {
      if (!isCoded(error)) throw error;
      return { currency: null }; // the key's user may not read settings: the orders will tell
    }
  }

  async historyPage(resource: string, cursor: string | null): Promise<HistoryPage> {
    const query = HISTORY[resource] ?? {};
    return await historyPage(this.client, { path: resource, query }, cursor, (page) => this.recordsOf(resource, page));
  }

  async changes(resource: string, cursor: string | null): Promise<SourcePage> {
    const position = { cursor, since: this.connection.shop.createdAt, now: this.connection.now() };
    const collection = CHANGES[resource];
    if (!collection) {
      return await newCustomersPage(this.client, position, (page) => this.recordsOf('customers', page));
    }
    try {
      return await changedPage(this.client, collection, position, (page) => this.recordsOf(collection.path, page));
    } catch (error) {
      // The shop has no such status (drafts came with the block checkout): then there is nothing to see.
      const isUnknown = isCoded(error) && error.code === 'SHOP_REFUSED' && error.details?.status === 400;
      if (collection.isOptional && isUnknown) return { records: [], cursor, isLast: true };
      throw error;
    }
  }

  async ensureWebhooks({ isSecretNew = false } = {}): Promise<WebhookCheck> {
    const { deliveryUrl, secrets } = this.connection;
    return await ensureWebhooks(this.client, { deliveryUrl, secret: secrets.webhookSecret, isSecretNew });
  }

  async removeWebhooks(): Promise<number> {
    return await removeWebhooks(this.client, this.connection.deliveryUrl);
  }

  async missingAmong(kind: KeptKind, ids: readonly StoredId[]): Promise<SourceRecord[]> {
    const query = HISTORY[kind] ?? {};
    return await missingObjects(this.client, { kind, query }, ids, (object) => recordOf(object, APPLY[kind]));
  }

  async createCoupon(coupon: ShopCoupon): Promise<number | null> {
    return await createCoupon(this.client, coupon);
  }

  private async recordsOf(path: string, { objects }: RestPage): Promise<SourceRecord[]> {
    if (path !== 'products') {
      const apply = path === 'orders' ? APPLY.orders : APPLY.customers;
      return objects.map((object) => recordOf(object, apply));
    }
    const records: SourceRecord[] = [];
    for (const object of objects) {
      records.push(recordOf(object, applyProductRecord));
      const product = readRecord(object);
      const id = readId(product.id);
      if (id && readText(product.type) === 'variable')
        records.push(...(await this.variationsOf(id, readText(product.name))));
    }
    return records;
  }

  /** Prices and stock of a product with variations are those of its variations, which no other list holds. */
  private async variationsOf(product: string, title: string): Promise<SourceRecord[]> {
    const records: SourceRecord[] = [];
    for (let page = 1; ; page++) {
      const { objects, pages } = await this.client.list(`products/${product}/variations`, { per_page: 100, page });
      for (const json of readRecords(objects)) {
        const named = { parent_id: Number(product), ...json, name: variationName(title, json) };
        records.push(recordOf(named, applyProductRecord));
      }
      if (objects.length === 0 || page >= (pages ?? 1)) return records;
    }
  }
}

function recordOf(object: unknown, apply: Apply): SourceRecord {
  const json = readRecord(object);
  return {
    id: readId(json.id) ?? '',
    body: object,
    apply: async (context) =>
      Object.keys(json).length > 0 ? await apply(context, json) : unreadable('it is no JSON object'),
  };
}
