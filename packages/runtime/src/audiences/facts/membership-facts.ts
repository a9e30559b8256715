import { compareSql, numberSubject, textSubject } from '../compare-sql';
import type { ConsentCondition, ListCondition, TagCondition } from '../condition';
import { sql } from '../sql';
import type { FactOf } from './fact';
import { toIso } from './to-iso';

/** What the contact's consent for a channel and a purpose is now. */
export const consentFact: FactOf<ConsentCondition> = (leaf, scope) => {
  const value = sql`(SELECT k.status FROM consent k WHERE k.contact = c.id AND k.channel = ${leaf.consent} AND k.purpose = ${leaf.purpose})`;
  const name = `consent.${leaf.consent}.${leaf.purpose}`;
  return { name, value, holds: compareSql(textSubject(value, scope), leaf, scope), read: (status) => status ?? null };
};

/** Since when the contact is on a list. */
export const listFact: FactOf<ListCondition> = (leaf, scope) => {
  const value = sql`(SELECT m.joined_at FROM list_member m WHERE m.list = ${leaf.list} AND m.contact = c.id)`;
  return { name: `list.${leaf.list}`, value, holds: compareSql(numberSubject(value), leaf, scope), read: toIso };
};

/** Since when the contact has a tag. */
export const tagFact: FactOf<TagCondition> = (leaf, scope) => {
  const value = sql`(SELECT t.added_at FROM contact_tag t WHERE t.contact = c.id AND t.tag = ${leaf.tag})`;
  return { name: `tag.${leaf.tag}`, value, holds: compareSql(numberSubject(value), leaf, scope), read: toIso };
};
