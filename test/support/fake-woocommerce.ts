import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { startHttpServer, type HttpAnswer, type HttpCall } from './http-server';

export type Json = Record<string, any>;

export const KEYS = { consumerKey: 'ck_of_a_test', consumerSecret: 'cs_of_a_test' };

/** What a shop holds. Change it as the shop would. */
export interface FakeShop {
  orders: Json[];
  products: Json[];
  customers: Json[];
  /** By the id of their product. */
  variations: Record<string, Json[]>;
  webhooks: Json[];
  coupons: Json[];
}

export interface FakeWooCommerce extends FakeShop {
  readonly url: string;
  readonly calls: HttpCall[];
  /** Answers in place of the shop where it gives one; 'silence' lets the caller wait for ever. */
  interrupt: (call: HttpCall) => HttpAnswer | 'silence' | undefined;
  /** Whether it says so when the key may only read. */
  isReadOnly: boolean;
  close(): Promise<void>;
}

/** A recorded answer of the REST API. @param name of its file in test/fixtures/woocommerce/rest */
export function recordedAnswer(name: string): any {
  const file = path.join(__dirname, '../fixtures/woocommerce/rest', `${name}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { body: unknown }).body;
}

/** All that the recorded shop held at the end, as it answered itself. */
export function recordedShop(): FakeShop {
  return {
    orders: recordedAnswer('orders-list'),
    products: recordedAnswer('products-list'),
    customers: recordedAnswer('customers-list'),
    variations: { 11: recordedAnswer('variations-list') },
    webhooks: [],
    coupons: [],
  };
}

/** How the code of an id that does not exist is spelled. */
const SINGULAR: Record<string, string> = { orders: 'shop_order_', products: 'product_' };

const EMPTY: FakeShop = { orders: [], products: [], customers: [], variations: {}, webhooks: [], coupons: [] };

/**
 * A WooCommerce of our own on plain http, so it wants OAuth 1.0a. It pages, sorts and filters as the recorded one does:
 * unknown parameters are ignored, `modified_after` is exclusive and counts seconds, `status=any` holds back drafts and
 * what is in the trash, customers know no `modified_after`.
 */
export async function startFakeWooCommerce(content: Partial<FakeShop> = {}): Promise<FakeWooCommerce> {
  const shop: FakeWooCommerce = {
    ...structuredClone({ ...EMPTY, ...content }),
    url: '',
    calls: [],
    interrupt: () => undefined,
    isReadOnly: false,
    close: async () => await server.close(),
  };
  const server = await startHttpServer((call) => {
    const instead = shop.interrupt(call);
    if (instead === 'silence') return undefined;
    return instead ?? answer(shop, call);
  });
  return Object.assign(shop, { url: server.url, calls: server.calls });
}

function answer(shop: FakeWooCommerce, call: HttpCall): HttpAnswer {
  const route = call.path.replace(/^\/wp-json\/wc\/v3\//, '');
  if (route === call.path) return refusal(404, 'rest_no_route', 'No route was found matching the URL.');
  if (!isSigned(shop, call)) {
    return refusal(
      401,
      'woocommerce_rest_authentication_error',
      'Invalid signature - provided signature does not match.',
    );
  }
  const [collection = '', id, below, variation] = route.split('/');
  if (call.method !== 'GET') return write(shop, call, collection, id);
  if (route === 'data/currencies/current') return { body: recordedAnswer('currency') };
  if (collection === 'products' && below === 'variations') {
    const own = shop.variations[id!] ?? [];
    if (variation === undefined) return page(own.filter(isIncluded(call.query)), call.query);
    return one(own, variation, 'product_variation_');
  }
  if (!(collection in EMPTY)) return refusal(404, 'rest_no_route', 'No route was found matching the URL.');
  const code = collection === 'coupons' ? call.query.get('code') : null;
  if (code !== null)
    return page(
      shop.coupons.filter((each) => each.code === code),
      call.query,
    );
  if (id) return one(shop[collection as 'orders'], id, SINGULAR[collection] ?? '');
  return page(select(shop[collection as 'orders'], collection, call.query), call.query);
}

function one(list: readonly Json[], id: string, kind: string): HttpAnswer {
  const found = list.find((each) => String(each.id) === id);
  return found ? { body: found } : refusal(404, `woocommerce_rest_${kind}invalid_id`, 'Invalid ID.');
}

function write(shop: FakeWooCommerce, call: HttpCall, collection: string, id: string | undefined): HttpAnswer {
  if (shop.isReadOnly) {
    return refusal(
      401,
      'woocommerce_rest_authentication_error',
      'The API key provided does not have write permissions.',
    );
  }
  if (collection === 'coupons' && call.method === 'POST') {
    const coupon = JSON.parse(call.body) as Json;
    if (shop.coupons.some(({ code }) => String(code).toLowerCase() === String(coupon.code).toLowerCase())) {
      return refusal(400, 'woocommerce_rest_coupon_code_already_exists', 'The coupon code already exists');
    }
    shop.coupons.push({ id: shop.coupons.length + 1, date_expires_gmt: null, ...coupon });
    return { status: 201, body: shop.coupons.at(-1) };
  }
  if (collection !== 'webhooks') return refusal(404, 'rest_no_route', 'No route was found matching the URL.');
  if (call.method === 'DELETE') {
    if (call.query.get('force') !== 'true') {
      return refusal(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
    }
    const gone = shop.webhooks.find((each) => String(each.id) === id);
    shop.webhooks = shop.webhooks.filter((each) => each !== gone);
    return gone ? { body: gone } : refusal(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.');
  }
  const fields = JSON.parse(call.body) as Json;
  if (call.method === 'POST') {
    const webhook = { id: shop.webhooks.length + 1, status: 'active', ...fields };
    shop.webhooks.push(webhook);
    return { status: 201, body: { ...webhook, secret: undefined } };
  }
  const webhook = shop.webhooks.find((each) => String(each.id) === id);
  return { body: Object.assign(webhook!, fields) };
}

function select(all: Json[], collection: string, query: URLSearchParams): Json[] {
  const status = query.get('status') ?? 'any';
  const after = collection === 'customers' ? null : query.get('modified_after');
  const found = all.filter((each) => {
    const isHidden = ['checkout-draft', 'trash', 'auto-draft'].includes(String(each.status));
    if (collection !== 'customers' && (status === 'any' ? isHidden : each.status !== status)) return false;
    return (after === null || String(each.date_modified_gmt) > after) && isIncluded(query)(each);
  });
  const by = { id: 'id', modified: 'date_modified_gmt', registered_date: 'date_created_gmt' }[
    query.get('orderby') ?? ''
  ];
  const sign = query.get('order') === 'asc' ? 1 : -1;
  return [...found].sort(
    (one, other) => sign * compare(one[by ?? 'date_created_gmt'], other[by ?? 'date_created_gmt']),
  );
}

const isIncluded =
  (query: URLSearchParams) =>
  ({ id }: Json): boolean =>
    query.get('include')?.split(',').includes(String(id)) ?? true;

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function page(all: Json[], query: URLSearchParams): HttpAnswer {
  const size = Math.min(100, Number(query.get('per_page') ?? 10));
  const first = (Number(query.get('page') ?? 1) - 1) * size;
  const headers = { 'X-WP-Total': String(all.length), 'X-WP-TotalPages': String(Math.ceil(all.length / size)) };
  return { headers, body: all.slice(first, first + size) };
}

function refusal(status: number, code: string, message: string): HttpAnswer {
  return { status, body: { code, message, data: { status } } };
}

/** As WooCommerce checks it: all parameters, sorted, each encoded twice. */
function isSigned(shop: FakeWooCommerce, { method, path: route, query }: HttpCall): boolean {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const parameters = [...query]
    .filter(([name]) => name !== 'oauth_signature')
    .sort(([one], [other]) => compare(one, other));
  const joined = parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const base = `${method}&${encode(`${shop.url}${route}`)}&${encode(joined)}`;
  const signature = createHmac('sha256', `${KEYS.consumerSecret}&`).update(base).digest('base64');
  return query.get('oauth_consumer_key') === KEYS.consumerKey && query.get('oauth_signature') === signature;
}
