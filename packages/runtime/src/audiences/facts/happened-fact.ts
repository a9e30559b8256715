import { compareSql, numberSubject } from '../compare-sql';
import type { HappenedCondition } from '../condition';
import { join, raw, sql, type Sql } from '../sql';
import { windowSql } from '../window';
import { jsonFact } from './contact-fact';
import type { FactOf, FactScope } from './fact';
import { toIso } from './to-iso';

const FIRST_PURCHASE = 'order.first_purchase';

/** How often an event happened to the contact, or when it did last. */
export const happenedFact: FactOf<HappenedCondition> = (leaf, scope) => {
  const { happened, measure = 'count' } = leaf;
  const figure = raw(measure === 'count' ? 'COUNT(*)' : 'MAX(e.occurred_at)');
  const value = sql`(SELECT ${figure} FROM event e WHERE ${join(eventConditions(leaf, scope), ' AND ')})`;
  const read = measure === 'count' ? Number : toIso;
  return {
    name: `happened.${happened}.${measure}`,
    value,
    holds: compareSql(numberSubject(value), leaf, scope),
    read,
  };
};

function eventConditions({ happened, where = {} }: HappenedCondition, scope: FactScope): Sql[] {
  const { fields = [], ...window } = where;
  const type = happened === FIRST_PURCHASE ? 'order.placed' : happened;
  const isFirst = { field: 'order.isFirstPurchase', operator: 'equals', value: true } as const;
  const wanted = happened === FIRST_PURCHASE ? [isFirst, ...fields] : fields;
  return [
    sql`e.contact = c.id AND e.type = ${type}`,
    windowSql('e.occurred_at', window, scope),
    ...wanted.map((each) => jsonFact('e.facts', each.field.split('.'), each, scope).holds),
  ];
}
