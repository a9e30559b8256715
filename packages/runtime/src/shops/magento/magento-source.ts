import type { ShopHttp } from '../http';
import type { Shop } from '../shop';
import { readId, readRecords, readText, type Json, type KeptKind, type StoredId } from '../store';
import type { HistoryPage, ShopCoupon, ShopSource, SourcePage, SourceRecord } from '../sync';
import { applyCartJson, applyCustomerJson, applyOrderPapers } from './apply-papers';
import { changedPage } from './changed-page';
import { createCoupon } from './create-coupon';
import { loadOrdersOf, loadPapers } from './load-papers';
import { loadProducts } from './load-products';
import { MagentoClient, type MagentoKeys } from './magento-client';
import type { OrderPapers } from './order-progress';
import { missingObjects } from './missing-objects';
import { isLastPage, pageAfterId, type Collection } from './pages-by-key';
import { ProductCatalogue } from './product-catalogue';
import { watchSoldOut, type FindSoldOut } from './sold-out';
import { loadStoreViews, type StoreViews } from './store-views';

export interface MagentoConnection {
  readonly shop: Shop;
  readonly keys: MagentoKeys;
  readonly http: ShopHttp;
  readonly now: () => number;
  readonly findSoldOut: FindSoldOut;
}

/** Categories come with products, so those are first: orders say what they bought by them. */
const HISTORY: Readonly<Record<string, Collection>> = {
  products: { path: 'products', id: 'id' },
  customers: { path: 'customers/search', id: 'id' },
  carts: {
    path: 'carts/search',
    id: 'id',
    groups: [
      [{ field: 'is_active', value: 1, condition: 'eq' }],
      [{ field: 'items_count', value: 0, condition: 'gt' }],
    ],
  },
  orders: { path: 'orders', id: 'entity_id' },
};

/**
 * Carts are seen before the orders that they became. Shipments and credit memos are watched apart, because they may leave
 * their order's date of change as it was. Of carts all are looked at: one that was emptied is abandoned no more.
 */
const WATCHED: Readonly<Record<string, Collection>> = {
  products: { path: 'products', id: 'id' },
  customers: { path: 'customers/search', id: 'id' },
  carts: { path: 'carts/search', id: 'id' },
  orders: { path: 'orders', id: 'entity_id' },
  shipments: { path: 'shipments', id: 'entity_id' },
  'credit memos': { path: 'creditmemos', id: 'entity_id' },
};

const STOCK = 'stock';

/** What a Magento shop lets an integration read, to be tried before the connection is kept. */
const NEEDED = [
  'orders',
  'invoices',
  'shipments',
  'creditmemos',
  'customers/search',
  'products',
  'carts/search',
  'categories/list',
];

/** A Magento, Mage-OS or Adobe Commerce shop as something that can be asked. */
export class MagentoSource implements ShopSource {
  readonly history = Object.keys(HISTORY);
  readonly watched = [...Object.keys(WATCHED), STOCK];

  private readonly client: MagentoClient;
  private readonly catalogue: ProductCatalogue;
  private loadingViews: Promise<StoreViews> | undefined;

  constructor(private readonly connection: MagentoConnection) {
    this.client = new MagentoClient(connection.shop.url, connection.keys, connection.http);
    this.catalogue = new ProductCatalogue(this.client, { views: () => this.views(), now: connection.now });
  }

  /** Tries everything that will be read: a permission that is missing is told now and not at night. */
  async test(): Promise<{ readonly currency: string | null }> {
    const { currency } = await this.views();
    for (const path of NEEDED) await this.client.search(path, { sort: ['entity_id'], pageSize: 1 });
    return { currency };
  }

  async historyPage(resource: string, cursor: string | null): Promise<HistoryPage> {
    const collection = HISTORY[resource] ?? { path: resource, id: 'entity_id' };
    const { after, done } = cursor === null ? { after: '0', done: 0 } : (JSON.parse(cursor) as ImportPosition);
    const page = await pageAfterId(this.client, collection, after);
    const position: ImportPosition = { after: page.lastId, done: done + page.items.length };
    return {
      records: await this.recordsOf(collection.path, page.items),
      cursor: JSON.stringify(position),
      isLast: isLastPage(page),
      // The count is of what comes after what was read before.
      total: page.totalCount === null ? null : done + page.totalCount,
      done: position.done,
    };
  }

  async changes(resource: string, cursor: string | null): Promise<SourcePage> {
    const collection = WATCHED[resource];
    if (!collection) return await watchSoldOut(this.catalogue, this.connection.findSoldOut, cursor);
    const { shop, now } = this.connection;
    const page = await changedPage(this.client, collection, { cursor, connectedAt: shop.createdAt, now: now() });
    const records = await this.recordsOf(collection.path, page.items);
    // A sale changes the stock of what was sold, and nothing but the order tells.
    const sold = collection.path === 'orders' ? await this.productsIn(page.items) : [];
    return { records: [...records, ...sold], cursor: page.cursor, isLast: page.isLast };
  }

  async missingAmong(kind: KeptKind, ids: readonly StoredId[]): Promise<SourceRecord[]> {
    const collection = WATCHED[kind] ?? { path: kind, id: 'entity_id' };
    return await missingObjects(this.client, { kind, collection }, ids);
  }

  async createCoupon(coupon: ShopCoupon): Promise<number | null> {
    return await createCoupon(this.client, coupon);
  }

  private async recordsOf(path: string, items: readonly Json[]): Promise<SourceRecord[]> {
    switch (path) {
      case 'products':
        return await this.catalogue.recordsOf(items);
      case 'orders':
        return await this.orderRecords(await loadPapers(this.client, items));
      case 'shipments':
      case 'creditmemos':
        return await this.orderRecords(await loadOrdersOf(this.client, items));
      default: {
        const views = await this.views();
        const apply = path === 'carts/search' ? applyCartJson : applyCustomerJson;
        return items.map((json) => ({
          id: readText(json.id),
          body: json,
          apply: async (context) => await apply(context, json, views),
        }));
      }
    }
  }

  private async orderRecords(orders: readonly OrderPapers[]): Promise<SourceRecord[]> {
    const views = await this.views();
    return orders.map((papers) => ({
      id: readText(papers.order.entity_id),
      body: papers,
      apply: async (context) => await applyOrderPapers(context, papers, views),
    }));
  }

  private async productsIn(orders: readonly Json[]): Promise<SourceRecord[]> {
    const items = orders.flatMap((order) => readRecords(order.items));
    const ids = new Set(items.map((item) => readId(item.product_id)).filter((id) => id !== null));
    return await this.catalogue.recordsOf(await loadProducts(this.client, [...ids]));
  }

  private async views(): Promise<StoreViews> {
    return await (this.loadingViews ??= loadStoreViews(this.client));
  }
}

/** How far an import of a list came. */
interface ImportPosition {
  /** The last id that was read. */
  readonly after: string;
  readonly done: number;
}
