import { parseAmount } from '../shared';
import { dateKey } from './date-key';
import type { CategorySnapshot, OrderSnapshot, ProductSnapshot, StoredEvent } from './stored-event';
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
  const { order, product, date } = event.payload;
  if (date) return filter.dates?.some((spec) => dateKey(spec) === date.watch) ?? false;
  if (order) return matchesOrder(filter, event.type, order);
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

/** The types that the events in question carry in the log: a first purchase is an order.placed there. */
export function triggeringTypes(events: readonly string[]): string[] {
  return events.map((type) => (type === FIRST_PURCHASE ? 'order.placed' : type));
}

function matchesType(types: readonly string[], { type, payload }: StoredEvent): boolean {
  if (types.includes(type)) return true;
  return types.includes(FIRST_PURCHASE) && type === 'order.placed' && payload.order?.isFirstPurchase === true;
}

function matchesOrder(filter: TriggerFilter, type: string, order: OrderSnapshot): boolean {
  if (type === 'order.status_changed' && !matchesStatus(filter.toStatuses, order.status)) return false;
  if (!matchesStatus(filter.statuses, order.status)) return false;
  if (!reachesMinimum(filter.minimumTotal, order)) return false;
  if (!isGiven(filter.productIds) && !isGiven(filter.skus) && !isGiven(filter.categories)) return true;
  return order.lines.some(({ productId, variationId, sku, categories }) =>
    matchesGoods(filter, { ids: variationId ? [productId, variationId] : [productId], sku, categories }),
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

function goodsOfProduct({ id, parentId, sku, categories }: ProductSnapshot): Goods {
  return { ids: parentId ? [parentId, id] : [id], sku, categories };
}

/** `wc-processing` is how WooCommerce's database spells `processing`. */
function matchesStatus(statuses: readonly string[] | undefined, status: string): boolean {
  return !isGiven(statuses) || contains(statuses.map(withoutPrefix), withoutPrefix(status));
}

const withoutPrefix = (status: string): string => status.replace(/^wc-/, '');

/** A minimum that is not a number lets nothing through: better no message than one to everybody. */
function reachesMinimum(minimum: string | undefined, { total, currency }: OrderSnapshot): boolean {
  if (!minimum?.trim()) return true;
  const least = parseAmount(minimum, currency);
  const actual = parseAmount(String(total), currency);
  return least !== undefined && actual !== undefined && actual >= least;
}

const isGiven = (list: readonly string[] | undefined): list is readonly string[] => !!list && list.length > 0;

const contains = (list: readonly string[], word: string): boolean => list.some((entry) => entry.trim() === word.trim());
