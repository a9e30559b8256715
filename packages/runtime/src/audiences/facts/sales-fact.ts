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
      return amount('SUM(m.net)', matching);
    case 'average':
      return amount(AVERAGE, matching);
    case 'largest':
      return amount('MAX(m.net)', matching);
  }
}

/** Of the orders in the currency of the latest one: others do not add up. */
function amount(figure: string, matching: Sql): Sql {
  return sql`COALESCE((WITH matching AS (
      SELECT o.id, o.currency, o.placed_at, o.total - o.refunded AS net FROM orders o WHERE ${matching}
    ), latest AS (SELECT currency FROM matching ORDER BY placed_at DESC, id DESC LIMIT 1)
    SELECT ${majorUnits(figure, 'MAX(l.currency)')} FROM matching m JOIN latest l ON l.currency = m.currency), 0)`;
}

function firstPurchase(
  name: string,
  matching: Sql,
  leaf: SalesCondition,
  scope: Parameters<typeof salesFact>[1],
): Fact {
  const isIncluded = sql`EXISTS (SELECT 1 FROM orders o WHERE ${matching} AND o.id = (SELECT p.id FROM orders p
    WHERE p.contact = c.id AND p.workspace = ${scope.workspace} AND ${raw(purchaseCondition('p'))} ORDER BY p.placed_at, p.id LIMIT 1))`;
  return {
    name,
    value: sql`CASE WHEN ${isIncluded} THEN 1 ELSE 0 END`,
    holds: compareSql(booleanSubject(isIncluded), leaf, scope),
    read: (value) => value === 1,
  };
}
