import { compareSql, numberSubject, textSubject } from '../compare-sql';
import type { NextPurchaseCondition, RfmCondition } from '../condition';
import { raw, sql } from '../sql';
import type { FactOf } from './fact';
import { toIso } from './to-iso';

/** How recently, often and for how much the contact bought, from 1 to 5, or the name of all three: as it was worked out last. */
export const rfmFact: FactOf<RfmCondition> = (leaf, scope) => {
  const value = sql`(SELECT ${raw(`g.${leaf.rfm}`)} FROM rfm g WHERE g.contact = c.id)`;
  const name = `rfm.${leaf.rfm}`;
  if (leaf.rfm === 'grade') {
    return { name, value, holds: compareSql(textSubject(value, scope), leaf, scope), read: (grade) => grade ?? null };
  }
  const read = (grade: unknown) => (grade === null || grade === undefined ? null : Number(grade));
  return { name, value, holds: compareSql(numberSubject(value), leaf, scope), read };
};

const ANY = 'any';

/** When the contact is likely to need a product again; of several the first. */
export const nextPurchaseFact: FactOf<NextPurchaseCondition> = (leaf, scope) => {
  const ofProduct = leaf.nextPurchase === ANY ? sql`` : sql` AND n.product = ${leaf.nextPurchase}`;
  const value = sql`(SELECT MIN(n.due_at) FROM next_purchase n WHERE n.contact = c.id${ofProduct})`;
  const name = `nextPurchase.${leaf.nextPurchase}`;
  return { name, value, holds: compareSql(numberSubject(value), leaf, scope), read: toIso };
};
