import { parseAmount } from '../shared';
import { audienceOf } from './audience-of';
import { dateKey } from './date-key';
import type { CategorySnapshot, OrderLineSnapshot, OrderSnapshot, ProductSnapshot } from './snapshots';
import type { StoredEvent } from './stored-event';
import type { TriggerFilter } from './trigger-filter';

/** The part of a product or an order line that filters look at. */
interface Goods {
  readonly ids: readonly string[];
  readonly sku: string;
  readonly categories: readonly CategorySnapshot[];
}

/**
 * Whether an event is what a trigger waits for. Pure: the event carries all that filters ask about.
 *
 * Filters narrow only the events that they speak of: a minimum total holds back small orders, not the new customers
 * that the same trigger waits for. Of an order one line has to meet all of products, SKUs and categories that are given.
 */
export function matchesTrigger(filter: TriggerFilter, event: StoredEvent): boolean {
  if (!matchesType(filter.events, event)) return false;
  if (filter.shop && filter.shop !== event.shop) return false;
  if (isOfOtherKind(filter.shopType, event)) return false;
  if (isOfOtherAudience(filter, event)) return false;
  const { order, cart, product, date, waited, interest } = event.payload;
  if (waited && filter.afterMinutes !== undefined && waited.minutes !== filter.afterMinutes) return false;
  if (interest && filter.interest && interest.audience !== audienceOf(filter)) return false;
  if (date) return filter.dates?.some((spec) => dateKey(spec) === date.watch) ?? false;
  if (order) return matchesOrder(filter, event.type, order);
  if (cart) return matchesBasket(filter, cart);
  return !product || matchesGoods(filter, goodsOfProduct(product));
}

/** What happened at no shop is of no kind, and nobody is kept from it. */
function isOfOtherKind(shopType: string | undefined, { payload: { shop } }: StoredEvent): boolean {
  return shopType !== undefined && shop !== undefined && shop.type !== shopType;
}

/** Events of lists and segments are told apart by the trigger that names some; others are none of its business. */
function isOfOtherAudience({ lists, segments }: TriggerFilter, { type, payload }: StoredEvent): boolean {
  if (isGiven(lists) && type.startsWith('list.')) return !contains(lists, payload.list?.id ?? '');
  return isGiven(segments) && type.startsWith('segment.') && !contains(segments, payload.segment?.id ?? '');
}

const FIRST_PURCHASE = 'order.first_purchase';

/** `custom.*` stands for every type that begins with `custom.`. */
const ANY = '.*';

/** The types under which triggers may be waiting for an event: its own, and all of its kind. */
export function typesWaitedFor({ type }: Pick<StoredEvent, 'type'>): string[] {
  const dot = type.indexOf('.');
  return dot < 0 ? [type] : [type, type.slice(0, dot) + ANY];
}

/** The types that the events in question carry in the log: a first purchase is an order.placed there. */
export function triggeringTypes(events: readonly string[]): string[] {
  return events.map((type) => (type === FIRST_PURCHASE ? 'order.placed' : type));
}

function matchesType(types: readonly string[], { type, payload }: StoredEvent): boolean {
  if (typesWaitedFor({ type }).some((each) => types.includes(each))) return true;
  return types.includes(FIRST_PURCHASE) && type === 'order.placed' && payload.order?.isFirstPurchase === true;
}

function matchesOrder(filter: TriggerFilter, type: string, order: OrderSnapshot): boolean {
  if (type === 'order.status_changed' && !matchesStatus(filter.toStatuses, order.status)) return false;
  if (!matchesStatus(filter.statuses, order.status)) return false;
  return matchesBasket(filter, order);
}

/** What an order and a cart have in common. */
interface Basket {
  readonly total: number;
  readonly currency: string;
  readonly lines: readonly OrderLineSnapshot[];
}

function matchesBasket(filter: TriggerFilter, basket: Basket): boolean {
  if (!reachesMinimum(filter.minimumTotal, basket)) return false;
  if (!isGiven(filter.productIds) && !isGiven(filter.skus) && !isGiven(filter.categories)) return true;
  // A cart that a site tells of may name nothing but itself.
  return (basket.lines ?? []).some(({ productId, variationId, sku, categories }) =>
    matchesGoods(filter, {
      ids: [productId, variationId].flatMap((each) => each ?? []),
      sku: sku ?? '',
      categories: categories ?? [],
    }),
  );
}

function matchesGoods({ productIds, skus, categories }: TriggerFilter, goods: Goods): boolean {
  if (isGiven(productIds) && !goods.ids.some((id) => contains(productIds, id))) return false;
  if (isGiven(skus) && !contains(skus, goods.sku)) return false;
  if (!isGiven(categories)) return true;
  const named = categories.map((category) => category.toLowerCase());
  return goods.categories.some(
    ({ id, slug, name }) =>
      contains(categories, id) || contains(named, slug.toLowerCase()) || contains(named, name.toLowerCase()),
  );
}

/** Whether a product is one that the filter's products, SKUs and categories mean. */
export function matchesProduct(filter: TriggerFilter, product: ProductSnapshot): boolean {
  return matchesGoods(filter, goodsOfProduct(product));
}

/** A site may tell less of a product than a shop does. */
function goodsOfProduct({ id, parentId, sku, categories }: Partial<ProductSnapshot>): Goods {
  return { ids: [parentId, id].flatMap((each) => each ?? []), sku: sku ?? '', categories: categories ?? [] };
}

/** `wc-processing` is how WooCommerce's database spells `processing`. */
function matchesStatus(statuses: readonly string[] | undefined, status: string): boolean {
  return !isGiven(statuses) || contains(statuses.map(withoutPrefix), withoutPrefix(status));
}

const withoutPrefix = (status: string): string => status.replace(/^wc-/, '');

/** A minimum that is not a number lets nothing through: better no message than one to everybody. */
function reachesMinimum(minimum: string | undefined, { total, currency }: Basket): boolean {
  if (!minimum?.trim()) return true;
  const least = parseAmount(minimum, currency);
  const actual = parseAmount(String(total), currency);
  return least !== undefined && actual !== undefined && actual >= least;
}

const isGiven = (list: readonly string[] | undefined): list is readonly string[] => !!list && list.length > 0;

const contains = (list: readonly string[], word: string): boolean => list.some((entry) => entry.trim() === word.trim());
