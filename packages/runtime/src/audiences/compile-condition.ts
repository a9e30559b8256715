import { zoneFor } from './calendar';
import { compare } from './compare';
import { leavesOf, type Condition } from './condition';
import type { FactScope } from './facts/fact';
import { factOf, type StoredLeaf } from './facts/fact-of';
import { join, raw, sql, type Sql } from './sql';

/** What a condition on a set of contacts is asked with. An event in hand is nobody's there: its fields are missing. */
export type SetScope = FactScope;

/**
 * Compiles a condition to one expression over a contact `c`: true or false, never NULL. For one contact or for all.
 * @throws FILTER_INVALID when a minimum or a window is not usable
 */
export function compileCondition(condition: Condition, scope: SetScope): Sql {
  if ('all' in condition) return group(condition.all, ' AND ', scope);
  if ('any' in condition) return group(condition.any, ' OR ', scope);
  if ('none' in condition) return sql`NOT ${group(condition.none, ' OR ', scope)}`;
  if ('not' in condition) return sql`NOT (${compileCondition(condition.not, scope)})`;
  if ('event' in condition) {
    const timeZone = zoneFor(condition.zone, scope.calendar);
    return raw(compare(undefined, condition, scope.asOf, timeZone) ? 'TRUE' : 'FALSE');
  }
  return factOf(condition, scope).holds;
}

function group(members: readonly Condition[], word: ' AND ' | ' OR ', scope: SetScope): Sql {
  const compiled = members.map((member) => compileCondition(member, scope));
  return sql`(${join(compiled, word)})`;
}

/** The questions of a condition that the database answers; fields of an event in hand are none. */
export function storedLeaves(condition: Condition): StoredLeaf[] {
  return leavesOf(condition).filter((leaf): leaf is StoredLeaf => !('event' in leaf));
}

/**
 * Compiles all questions of a condition about one contact to one query. Its row has for each of them what was seen
 * (`v0`, `v1`, …) and whether it compares as wanted (`h0`, `h1`, …: 1 or 0). No row: there is no such contact.
 */
export function compileDecision(leaves: readonly StoredLeaf[], contact: number, scope: FactScope): Sql {
  const columns = leaves.map((leaf, index) => {
    const { value, holds } = factOf(leaf, scope);
    return sql`${value} AS ${raw(`v${index}`)}, CASE WHEN ${holds} THEN 1 ELSE 0 END AS ${raw(`h${index}`)}`;
  });
  return sql`SELECT ${join(columns, ', ')} FROM contact c WHERE c.workspace = ${scope.workspace} AND c.id = ${contact}`;
}
