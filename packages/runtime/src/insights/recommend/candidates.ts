import { list, purchaseCondition, raw, sql, type Sql } from '../../audiences';
import type { Queries } from '../../db';
import { days } from '../../shared';
import { nextPurchase } from '../replenishment/next-purchase';
import { rhythmsOf } from '../replenishment/rhythms';
import type { RecommendationRequest, Strategy } from './recommendation-request';

/** A product that a strategy names, the best first. */
export interface Candidate {
  readonly shop: string;
  readonly product: string;
  readonly dueAt?: number;
}

export interface CandidateScope {
  readonly queries: Queries;
  readonly workspace: number;
  /** Null where nobody is known: then only what is about no contact is found. */
  readonly contact: number | null;
  readonly now: number;
  readonly request: RecommendationRequest;
}

/** Named ones of which some fall away: they are owned, sold out or too dear. */
const MOST = 200;
const RECENT_ORDERS = 10;
const LONGEST_OVERDUE = days(60);
const DUE_WITHIN = 7;
const VIEWS = ['product.viewed', 'product.added_to_cart', 'product.added_to_wishlist'];

type Find = (scope: CandidateScope) => Promise<Candidate[]>;

const FIND: Record<Strategy, Find> = {
  alsoBought: async (scope) => await togetherWith(scope, await seedsOf(scope)),
  nextBestOffer: async (scope) => await togetherWith(scope, await boughtBy(scope, RECENT_ORDERS)),
  bestSellers,
  recentlyViewed,
  replenishment,
};

/** What a strategy names for a contact. */
export const candidatesFor = async (strategy: Strategy, scope: CandidateScope): Promise<Candidate[]> =>
  await FIND[strategy](scope);

/** A product that says what goes with it, and how much it counts. */
interface Seed {
  readonly shop: string;
  readonly product: string;
  readonly weight: number;
}

async function seedsOf(scope: CandidateScope): Promise<Seed[]> {
  const { queries, workspace, request } = scope;
  if (!request.products || request.products.length === 0) return await boughtBy(scope, 1);
  const named = list(request.products);
  const { text, parameters } =
    sql`SELECT DISTINCT shop, COALESCE(parent_external_id, external_id) AS "product" FROM product
    WHERE workspace = ${workspace} AND (external_id IN (${named}) OR sku IN (${named}))`;
  const rows = await queries.all<{ shop: string; product: string }>(text, parameters);
  return rows.map((row) => ({ ...row, weight: 1 }));
}

/** What a contact bought with their latest orders, the latest counting most. */
async function boughtBy({ queries, workspace, contact }: CandidateScope, orders: number): Promise<Seed[]> {
  if (contact === null) return [];
  const { text, parameters } = sql`SELECT o.id AS "order", o.shop AS "shop", l.product_external_id AS "product" FROM
    (SELECT o.id, o.shop, o.placed_at FROM orders o WHERE o.contact = ${contact} AND o.workspace = ${workspace} AND ${raw(purchaseCondition('o'))}
      ORDER BY o.placed_at DESC, o.id DESC LIMIT ${orders}) o JOIN order_line l ON l."order" = o.id ORDER BY o.placed_at DESC, o.id DESC, l.id`;
  const rows = await queries.all<{ order: number; shop: string; product: string }>(text, parameters);
  const places = new Map([...new Set(rows.map(({ order }) => order))].map((order, index) => [order, index]));
  return rows.map(({ order, shop, product }) => ({ shop, product, weight: 1 / (1 + (places.get(order) ?? 0)) }));
}

async function togetherWith({ queries }: CandidateScope, seeds: readonly Seed[]): Promise<Candidate[]> {
  const found = new Map<string, { candidate: Candidate; strength: number }>();
  for (const shop of new Set(seeds.map((seed) => seed.shop))) {
    const weights = new Map<string, number>();
    for (const { product, weight } of seeds.filter((seed) => seed.shop === shop))
      weights.set(product, Math.max(weight, weights.get(product) ?? 0));
    const { text, parameters } =
      sql`SELECT product, other, strength FROM product_pair WHERE shop = ${shop} AND product IN (${list([...weights.keys()])})`;
    const rows = await queries.all<{ product: string; other: string; strength: number }>(text, parameters);
    for (const { product, other, strength } of rows) {
      if (weights.has(other)) continue;
      const key = JSON.stringify([shop, other]);
      const before = found.get(key)?.strength ?? 0;
      found.set(key, {
        candidate: { shop, product: other },
        strength: before + strength * (weights.get(product) ?? 0),
      });
    }
  }
  return [...found.values()]
    .sort((one, other) => other.strength - one.strength || (one.candidate.product < other.candidate.product ? -1 : 1))
    .map(({ candidate }) => candidate);
}

async function bestSellers({ queries, workspace, request }: CandidateScope): Promise<Candidate[]> {
  const { text, parameters } = sql`SELECT f.shop AS "shop", f.product AS "product" FROM product_figure f
    WHERE f.workspace = ${workspace}${ofShop(request, 'f')}${inCategories(request)} ORDER BY f.popularity DESC, f.product LIMIT ${MOST}`;
  return await queries.all<Candidate>(text, parameters);
}

const ofShop = ({ shop }: RecommendationRequest, table: string): Sql =>
  shop === undefined ? sql`` : sql` AND ${raw(`${table}.shop`)} = ${shop}`;

function inCategories({ categories = [] }: RecommendationRequest): Sql {
  if (categories.length === 0) return sql``;
  const names = list(categories.map((name) => name.toLowerCase()));
  return sql` AND EXISTS (SELECT 1 FROM product_category k WHERE k.shop = f.shop AND k.product_external_id = f.product
    AND (k.category_id IN (${list(categories)}) OR LOWER(k.slug) IN (${names}) OR LOWER(k.name) IN (${names})))`;
}

async function recentlyViewed({ queries, workspace, contact }: CandidateScope): Promise<Candidate[]> {
  if (contact === null) return [];
  const { text, parameters } =
    sql`SELECT facts FROM event WHERE contact = ${contact} AND workspace = ${workspace} AND type IN (${list(VIEWS)})
    AND facts IS NOT NULL ORDER BY occurred_at DESC, id DESC LIMIT 50`;
  const rows = await queries.all<{ facts: string }>(text, parameters);
  const words = rows.flatMap(({ facts }) => wordsOf(JSON.parse(facts)));
  if (words.length === 0) return [];
  const named = list([...new Set(words)]);
  const products = await queries.all<{ shop: string; product: string; id: string; sku: string }>(
    ...spread(sql`SELECT shop, COALESCE(parent_external_id, external_id) AS "product", external_id AS "id", sku FROM product
      WHERE workspace = ${workspace} AND (external_id IN (${named}) OR sku IN (${named}))`),
  );
  return words.flatMap((word) => products.filter(({ id, sku }) => id === word || sku === word));
}

/** The id and the SKU of the product that an event is about. */
function wordsOf(facts: unknown): string[] {
  const { product } = facts as { product?: { id?: unknown; sku?: unknown } };
  return [product?.id, product?.sku].flatMap((word) =>
    (typeof word === 'string' && word !== '') || typeof word === 'number' ? [String(word)] : [],
  );
}

const spread = ({ text, parameters }: Sql) => [text, parameters] as const;

async function replenishment({ queries, workspace, contact, now, request }: CandidateScope): Promise<Candidate[]> {
  if (contact === null) return [];
  const until = now + days(request.dueWithinDays ?? DUE_WITHIN).milliseconds;
  return (await rhythmsOf(queries, workspace, contact))
    .map(nextPurchase)
    .filter(({ dueAt }) => dueAt <= until && dueAt >= now - LONGEST_OVERDUE.milliseconds)
    .sort((one, other) => one.dueAt - other.dueAt);
}
