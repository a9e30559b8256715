import { booleanSubject, compareSql, numberSubject } from '../compare-sql';
import type { SalesCondition } from '../condition';
import { purchaseCondition } from '../purchase-condition';
import { AVERAGE } from '../sales/average';
import { majorUnits } from '../sales/currency-digits';
import { matchingOrders } from '../sales/matching-orders';
import { raw, sql, type Sql } from '../sql';
import { anchorAt } from '../window';
import type { Fact, FactOf } from './fact';
import { toIso } from './to-iso';

/** A figure of the contact's orders. Nothing is known of a time that began with what never was. */
export const salesFact: FactOf<SalesCondition> = (leaf, scope) => {
  const name = `sales.${leaf.sales}`;
  const since = leaf.where?.since ?? leaf.since;
  if (since !== undefined && anchorAt(since, scope) === undefined) {
    const nothing = raw('CAST(NULL AS BIGINT)');
    return { name, value: nothing, holds: compareSql(numberSubject(nothing), leaf, scope), read: () => null };
  }
  const filter = { ...leaf.where, ...(since !== undefined && { since }) };
  const matching = matchingOrders(raw('c.id'), filter, scope);
  if (leaf.sales === 'includesFirstPurchase') return firstPurchase(name, matching, leaf, scope);
  const value = figureOf(leaf.sales, matching);
  const read = leaf.sales === 'latestAt' ? toIso : (figure: unknown) => Number(figure ?? 0);
  return { name, value, holds: compareSql(numberSubject(value), leaf, scope), read };
};

function figureOf(measure: Exclude<SalesCondition['sales'], 'includesFirstPurchase'>, matching: Sql): Sql {
  switch (measure) {
    case 'count':
      return sql`(SELECT COUNT(*) FROM orders o WHERE ${matching})`;
    case 'latestAt':
      return sql`(SELECT MAX(o.placed_at) FROM orders o WHERE ${matching})`;
    case 'latest':
      return sql`COALESCE((SELECT ${majorUnits('o.total - o.refunded', 'o.currency')} FROM orders o WHERE ${matching}
        ORDER BY o.placed_at DESC, o.id DESC LIMIT 1), 0)`;
    case 'sum':
      return amount('SUM(o.total - o.refunded)', matching);
    case 'average':
      return amount(AVERAGE, matching);
    case 'largest':
      return amount('MAX(o.total - o.refunded)', matching);
  }
}

/**
 * Of the orders in the currency of the latest one: others do not add up. Nearly everybody pays in one currency, so that
 * one reading of the orders is enough; which order is the latest is asked only where it matters.
 */
function amount(figure: string, matching: Sql): Sql {
  const inMajorUnits = majorUnits(figure, 'MAX(o.currency)');
  return sql`COALESCE((SELECT CASE WHEN MIN(o.currency) = MAX(o.currency) THEN ${inMajorUnits}
      WHEN COUNT(*) > 0 THEN (SELECT ${inMajorUnits} FROM orders o WHERE ${matching} AND o.currency = (
        SELECT o.currency FROM orders o WHERE ${matching} ORDER BY o.placed_at DESC, o.id DESC LIMIT 1)) END
    FROM orders o WHERE ${matching}), 0)`;
}

/** What conditions on orders look at: all of it stands in the index. */
const ORDER_COLUMNS =
  'p.id, p.contact, p.workspace, p.shop, p.status, p.currency, p.total, p.refunded, p.placed_at, p.paid_at, p.is_deleted';

function firstPurchase(
  name: string,
  matching: Sql,
  leaf: SalesCondition,
  scope: Parameters<typeof salesFact>[1],
): Fact {
  // The first purchase is found once, and then looked at: the other way round each order would ask which is the first.
  const isIncluded = sql`EXISTS (SELECT 1 FROM (SELECT ${raw(ORDER_COLUMNS)} FROM orders p
    WHERE p.contact = c.id AND p.workspace = ${scope.workspace} AND ${raw(purchaseCondition('p'))} ORDER BY p.placed_at, p.id LIMIT 1) o
    WHERE ${matching})`;
  return {
    name,
    value: sql`CASE WHEN ${isIncluded} THEN 1 ELSE 0 END`,
    holds: compareSql(booleanSubject(isIncluded), leaf, scope),
    read: (value) => value === 1,
  };
}
