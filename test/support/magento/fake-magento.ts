import { startHttpServer, type HttpAnswer, type HttpCall, type HttpServer } from '../http-server';
import { refusalOf, type IntegrationKeys } from './check-authorization';
import { MagentoCoupons } from './magento-coupons';
import { MagentoShop } from './magento-shop';
import { search, type MagentoObject } from './search';

export const KEYS: IntegrationKeys = {
  consumerKey: 'consumer-key',
  consumerSecret: 'consumer/secret+1',
  token: 'access-token',
  tokenSecret: 'token&secret',
};

export interface FakeMagento {
  readonly server: HttpServer;
  readonly shop: MagentoShop;
  readonly coupons: MagentoCoupons;
  /** Off by default, as in Magento since 2.4.4. */
  isBearerAllowed: boolean;
  /** What the integration may not read, by path: Magento names the resource. */
  readonly forbidden: Map<string, string>;
  /** Whether it has the inventory modules ("MSI"). */
  hasSources: boolean;
  /** Comes before a request is answered: what it answers instead, undefined for the real answer, "silence" for none. */
  disturb: (call: HttpCall) => HttpAnswer | 'silence' | undefined;
  close(): Promise<void>;
}

const ROOT = '/rest/V1/';

/** Magento's REST API on a free port, in front of a shop in memory. */
export async function startFakeMagento(clock: { time: number }): Promise<FakeMagento> {
  const shop = new MagentoShop(clock);
  const fake: FakeMagento = {
    server: await startHttpServer((call) => {
      const disturbance = fake.disturb(call);
      if (disturbance === 'silence') return undefined;
      return disturbance ?? answer(fake, call);
    }),
    shop,
    coupons: new MagentoCoupons(),
    isBearerAllowed: false,
    forbidden: new Map(),
    hasSources: true,
    disturb: () => undefined,
    close: () => fake.server.close(),
  };
  return fake;
}

function answer(fake: FakeMagento, call: HttpCall): HttpAnswer {
  const { method, path, headers, query } = call;
  const url = `${fake.server.url}${path}${call.search}`;
  const refusal = refusalOf({ header: headers.authorization ?? '', method, url }, KEYS, fake.isBearerAllowed);
  if (refusal !== undefined) return unauthorized(refusal, 'Magento_Sales::actions_view');
  if (!path.startsWith(ROOT)) return { status: 404, body: '<html>Not found</html>' };
  const name = path.slice(ROOT.length);
  const resource = fake.forbidden.get(name);
  if (resource) return unauthorized("The consumer isn't authorized to access %resources.", resource);
  if (method === 'POST') return fake.coupons.post(name, JSON.parse(call.body));
  if (name === 'store/websites') return { body: fake.coupons.websites };
  if (name === 'store/storeConfigs') return { body: fake.shop.storeConfigs };
  if (name.startsWith('stockItems/')) return stockItem(fake.shop, decodeURIComponent(name.slice('stockItems/'.length)));
  const list = listsOf(fake).get(name);
  if (!list) return { status: 404, body: { message: 'Request does not match any route.' } };
  return { body: { ...search(list, query), search_criteria: {} } };
}

function listsOf({ shop, coupons, hasSources }: FakeMagento): Map<string, readonly MagentoObject[]> {
  return new Map<string, readonly MagentoObject[]>([
    ['orders', shop.orders],
    ['invoices', shop.invoices],
    ['shipments', shop.shipments],
    ['creditmemos', shop.creditMemos],
    ['customers/search', shop.customers],
    ['products', shop.products],
    ['carts/search', shop.carts],
    ['categories/list', shop.categories],
    ['customerGroups/search', coupons.customerGroups],
    ['salesRules/search', coupons.rules],
    ['coupons/search', coupons.coupons],
    ...(hasSources ? [['inventory/source-items', shop.sourceItems] as const] : []),
  ]);
}

function unauthorized(message: string, resources: string): HttpAnswer {
  return { status: 401, body: { message, parameters: { resources } } };
}

/** What a shop without the inventory modules says: one stock item for each product. */
function stockItem({ sourceItems }: MagentoShop, sku: string): HttpAnswer {
  const item = sourceItems.find((one) => one.sku === sku);
  if (!item) return { status: 404, body: { message: 'The stock item was not found.' } };
  return { body: { qty: item.quantity, is_in_stock: Number(item.status) === 1, manage_stock: true } };
}
