import { compareSql, known, memberHolds, numberSubject, positiveOf, textSubject } from '../compare-sql';
import type { Comparison } from '../comparison';
import type { ContactCondition } from '../condition';
import { raw, sql, type Sql } from '../sql';
import type { Subject } from '../subject';
import type { Fact, FactOf, FactScope } from './fact';
import { toIso } from './to-iso';

/** Fields that every contact has, and their columns. */
const TEXTS: Readonly<Record<string, string>> = {
  email: 'c.email',
  phone: 'c.phone',
  firstName: 'c.first_name',
  lastName: 'c.last_name',
  locale: 'c.locale',
  country: 'c.country',
  timeZone: 'c.time_zone',
};

const INSTANTS: Readonly<Record<string, string>> = { createdAt: 'c.created_at', updatedAt: 'c.updated_at' };

/** A field of the contact, or an attribute of a shop's own below `attributes`. What does not exist is missing. */
export const contactFact: FactOf<ContactCondition> = (leaf, scope) => {
  const name = `contact.${leaf.contact}`;
  const [first = '', ...path] = leaf.contact.split('.');
  if (first === 'attributes' && path.length > 0) return { name, ...jsonFact('c.attributes', path, leaf, scope) };
  const text = path.length === 0 && Object.hasOwn(TEXTS, first) ? raw(`NULLIF(${TEXTS[first]}, '')`) : undefined;
  if (text) return { name, value: text, holds: compareSql(textSubject(text, scope), leaf, scope), read };
  const number = path.length === 0 ? numberOf(first) : undefined;
  if (number) return { name, value: number, holds: compareSql(numberSubject(number), leaf, scope), read: toIso };
  const nothing = raw('CAST(NULL AS TEXT)');
  return { name, value: nothing, holds: compareSql(textSubject(nothing, scope), leaf, scope), read };
};

function numberOf(field: string): Sql | undefined {
  return Object.hasOwn(INSTANTS, field) ? raw(INSTANTS[field] ?? '') : undefined;
}

const read = (value: unknown): unknown => value ?? null;

/** A member of a JSON text. A list holds what one of its members holds. */
export function jsonFact(
  column: string,
  path: readonly string[],
  comparison: Comparison,
  scope: FactScope,
): Omit<Fact, 'name'> {
  const { dialect } = scope;
  const members = dialect.members(column, path);
  const subject: Subject = textSubject(dialect.memberText, scope, dialect.memberAsStored);
  const some = (wanted: Comparison): Sql =>
    sql`EXISTS (SELECT 1 FROM ${members} WHERE ${known(memberHolds(subject, wanted, scope))})`;
  return {
    value: dialect.jsonAt(column, path),
    holds: holdsOfSome(some, comparison),
    read: (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : null),
  };
}

function holdsOfSome(some: (wanted: Comparison) => Sql, comparison: Comparison): Sql {
  const { operator } = comparison;
  if (operator === 'missing') return sql`NOT ${some({ operator: 'exists' })}`;
  if (operator === 'notEquals' || operator === 'noneOf') return sql`NOT ${some(positiveOf(comparison))}`;
  return some(comparison);
}
