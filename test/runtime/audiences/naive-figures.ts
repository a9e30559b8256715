import type { SalesFigures, SalesFilter } from '../../../packages/runtime/src/audiences';
import { parseAmount, toDecimal } from '../../../packages/runtime/src/shared';
import type { SampleCategory, SampleOrder } from './sample-shop';

interface Question {
  contact: number;
  filter: SalesFilter;
  asOf: number;
}

/** The answer computed the slow and obvious way, in memory: what the SQL is held to. */
export function naiveFigures(
  orders: SampleOrder[],
  categories: SampleCategory[],
  { contact, filter, asOf }: Question,
): SalesFigures {
  const own = orders
    .filter((each) => each.workspace === 1 && each.contact === contact)
    .sort((a, b) => a.placedAt - b.placedAt || a.id - b.id);
  const matching = own.filter((each) => matches(each, categories, filter, asOf));
  const latest = matching.at(-1);
  if (!latest) {
    const nothing = {
      count: 0,
      sum: 0,
      average: 0,
      largest: 0,
      latest: 0,
      currency: null,
      firstAt: null,
      lastAt: null,
    };
    return { ...nothing, includesFirstPurchase: false };
  }
  const amounts = matching
    .filter((each) => each.currency === latest.currency)
    .map((each) => each.total - each.refunded);
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const mean = sum / amounts.length;
  const major = (amount: number): number => Number(toDecimal({ amount, currency: latest.currency }));
  const firstPurchase = own.find(isPurchase);
  return {
    count: matching.length,
    includesFirstPurchase: firstPurchase !== undefined && matching.includes(firstPurchase),
    sum: major(sum),
    average: major(mean < 0 ? -Math.round(-mean) : Math.round(mean)),
    largest: major(Math.max(...amounts)),
    latest: major(latest.total - latest.refunded),
    currency: latest.currency,
    firstAt: new Date(Math.min(...matching.map((each) => each.placedAt))).toISOString(),
    lastAt: new Date(latest.placedAt).toISOString(),
  };
}

function matches(order: SampleOrder, categories: SampleCategory[], filter: SalesFilter, asOf: number): boolean {
  if (order.isDeleted || order.isOutside === true) return false;
  if (filter.statuses?.length ? !filter.statuses.includes(order.status) : !isPurchase(order)) return false;
  if (filter.withinHours !== undefined) {
    if (order.placedAt <= asOf - filter.withinHours * 3_600_000 || order.placedAt > asOf + 300_000) return false;
  }
  if (filter.minimumTotal !== undefined) {
    const minimum = parseAmount(filter.minimumTotal, order.currency);
    if (minimum === undefined || order.total < minimum) return false;
  }
  if (!filter.productIds?.length && !filter.skus?.length && !filter.categories?.length) return true;
  return order.lines.some((line) => {
    const ids = [line.productExternalId, line.variationExternalId];
    const wanted = (filter.categories ?? []).map((name) => name.toLowerCase());
    const isInCategory = categories
      .filter((each) => each.shop === order.shop && each.product === line.productExternalId)
      .some(({ id, name, slug }) => [id, name.toLowerCase(), slug.toLowerCase()].some((text) => wanted.includes(text)));
    return (
      (!filter.productIds?.length || filter.productIds.some((id) => ids.includes(id))) &&
      (!filter.skus?.length || filter.skus.includes(line.sku)) &&
      (!filter.categories?.length || isInCategory)
    );
  });
}

function isPurchase(order: SampleOrder): boolean {
  if (order.isDeleted) return false;
  if (['processing', 'completed'].includes(order.status)) return true;
  const never = ['cancelled', 'failed', 'refunded', 'pending', 'checkout-draft', 'trash', 'auto-draft'];
  return order.paidAt !== null && !never.includes(order.status);
}
