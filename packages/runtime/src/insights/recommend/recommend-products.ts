import { list, purchaseCondition, raw, sql } from '../../audiences';
import type { Queries } from '../../db';
import { fractionDigits, toDecimal } from '../../shared';
import { candidatesFor, type Candidate } from './candidates';
import type { RecommendationRequest, RecommendedProduct, Strategy } from './recommendation-request';

interface ProductRow {
  readonly shop: string;
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly currency: string | null;
  readonly price: number | null;
  readonly url: string | null;
  readonly image: string | null;
}

interface Reader {
  readonly locale: string;
  readonly currency: string | null;
}

/**
 * Products for a contact: the strategies are tried in their order until there are enough. Only what can be bought now is
 * among them: published, not sold out, priced in the contact's currency. None is an honest answer.
 * @param of `contact` null: somebody unknown, for whom only best sellers and what goes with named products are found
 */
export async function recommendProducts(
  queries: Queries,
  of: { readonly workspace: number; readonly contact: number | null; readonly now: number },
  request: RecommendationRequest,
): Promise<RecommendedProduct[]> {
  const { workspace, contact } = of;
  const reader = await readerOf(queries, workspace, contact);
  const owned = await ownedBy(queries, workspace, contact);
  const found: RecommendedProduct[] = [];
  for (const strategy of request.strategies) {
    if (found.length >= request.limit) break;
    const taken = new Set(found.map(keyOf));
    const mayBeOwned = request.includesOwned === true || strategy === 'replenishment' || strategy === 'recentlyViewed';
    const candidates = (await candidatesFor(strategy, { ...of, queries, request }))
      .filter(unique())
      .filter(({ shop, product }) => !taken.has(keyOf({ shop, id: product })))
      .filter(({ shop, product }) => mayBeOwned || !owned.has(keyOf({ shop, id: product })));
    const products = await productsOf(queries, workspace, candidates, request, reader.currency);
    for (const candidate of candidates) {
      const product = products.get(keyOf({ shop: candidate.shop, id: candidate.product }));
      if (product && found.length < request.limit) found.push(present(product, candidate, strategy, reader));
    }
  }
  return found;
}

const keyOf = ({ shop, id }: { readonly shop: string; readonly id: string }): string => JSON.stringify([shop, id]);

function unique(): (candidate: Candidate) => boolean {
  const seen = new Set<string>();
  return ({ shop, product }) => {
    const key = keyOf({ shop, id: product });
    return !seen.has(key) && seen.add(key).size > 0;
  };
}

/** In which language and currency the contact reads prices: the currency is that of their latest order. */
async function readerOf(queries: Queries, workspace: number, contact: number | null): Promise<Reader> {
  const row = await queries.get<{ locale: string | null; currency: string | null }>(
    `SELECT COALESCE((SELECT locale FROM contact WHERE id = ? AND workspace = w.id), w.locale) AS "locale",
       (SELECT currency FROM orders WHERE contact = ? AND workspace = w.id ORDER BY placed_at DESC, id DESC LIMIT 1) AS "currency"
     FROM workspace w WHERE w.id = ?`,
    [contact ?? -1, contact ?? -1, workspace],
  );
  return { locale: row?.locale ?? 'en', currency: row?.currency ?? null };
}

async function ownedBy(queries: Queries, workspace: number, contact: number | null): Promise<Set<string>> {
  if (contact === null) return new Set();
  const { text, parameters } =
    sql`SELECT DISTINCT o.shop AS "shop", l.product_external_id AS "id" FROM orders o JOIN order_line l ON l."order" = o.id
    WHERE o.contact = ${contact} AND o.workspace = ${workspace} AND ${raw(purchaseCondition('o'))}`;
  return new Set((await queries.all<{ shop: string; id: string }>(text, parameters)).map(keyOf));
}

/** Of the candidates those that can be bought now and are as wanted. */
async function productsOf(
  queries: Queries,
  workspace: number,
  candidates: readonly Candidate[],
  request: RecommendationRequest,
  currency: string | null,
): Promise<Map<string, ProductRow>> {
  if (candidates.length === 0) return new Map();
  const { shop, categories = [], exclude = [] } = request;
  const conditions = [
    sql`p.workspace = ${workspace} AND p.external_id IN (${list([...new Set(candidates.map(({ product }) => product))])})`,
    sql` AND p.is_deleted = 0 AND p.status = 'publish' AND p.stock_status <> 'outofstock' AND p.parent_external_id IS NULL`,
    shop === undefined ? sql`` : sql` AND p.shop = ${shop}`,
    currency === null ? sql`` : sql` AND (p.currency IS NULL OR p.currency = ${currency})`,
  ];
  if (exclude.length > 0) {
    const words = list(exclude);
    conditions.push(sql` AND NOT (p.external_id IN (${words}) OR p.sku IN (${words}))`);
  }
  if (categories.length > 0) {
    const names = list(categories.map((name) => name.toLowerCase()));
    conditions.push(sql` AND EXISTS (SELECT 1 FROM product_category k WHERE k.shop = p.shop AND k.product_external_id = p.external_id
      AND (k.category_id IN (${list(categories)}) OR LOWER(k.slug) IN (${names}) OR LOWER(k.name) IN (${names})))`);
  }
  const text = conditions.map((condition) => condition.text).join('');
  const rows = await queries.all<ProductRow>(
    `SELECT p.shop, p.external_id AS "id", p.sku, p.name, p.currency, p.price, p.url, p.image FROM product p WHERE ${text}`,
    conditions.flatMap(({ parameters }) => parameters),
  );
  return new Map(rows.filter((row) => isAffordable(row, request)).map((row) => [keyOf(row), row]));
}

function isAffordable(row: ProductRow, { minimumPrice, maximumPrice }: RecommendationRequest): boolean {
  if (minimumPrice === undefined && maximumPrice === undefined) return true;
  const price = priceOf(row);
  return price !== null && price >= (minimumPrice ?? 0) && price <= (maximumPrice ?? Infinity);
}

function priceOf({ price, currency }: ProductRow): number | null {
  return price === null ? null : Number(toDecimal({ amount: price, currency: currency ?? 'EUR' }));
}

function present(row: ProductRow, { dueAt }: Candidate, strategy: Strategy, reader: Reader): RecommendedProduct {
  const { id, sku, name, url, image, shop } = row;
  const price = priceOf(row);
  const currency = row.currency ?? reader.currency;
  return {
    ...{ id, sku, name, price, currency, url, image, shop, strategy },
    priceText: price === null || currency === null ? null : priceText(price, currency, reader.locale),
    dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
  };
}

function priceText(price: number, currency: string, locale: string): string {
  const digits = fractionDigits(currency);
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${price.toFixed(digits)} ${currency}`;
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(price);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a locale that a shop made up
    return new Intl.NumberFormat('en', { style: 'currency', currency }).format(price);
  }
}
