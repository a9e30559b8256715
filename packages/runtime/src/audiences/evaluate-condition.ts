import type { Queries } from '../db';
import { hours } from '../shared';
import { compare } from './compare';
import type { Comparison, Condition, SalesCondition } from './condition';
import { readSalesFigures } from './sales-data';

/** Of whom, of what and as of when a condition is asked. */
export interface ConditionScope {
  readonly workspace: number;
  readonly contact: number | null;
  /** The event's payload; nothing holds of an event that is not there. */
  readonly event?: object;
  /** UTC epoch ms that windows are counted back from. */
  readonly asOf: number;
  /** UTC epoch ms at which the contact entered the journey; `since: entry` counts nothing without it. */
  readonly enteredAt?: number;
}

/** One fact that was looked at. */
export interface SeenValue {
  readonly fact: string;
  readonly value: unknown;
}

export interface ConditionAnswer {
  readonly holds: boolean;
  /** The facts that decided it, in the order in which they were looked at. */
  readonly seen: readonly SeenValue[];
}

/** Asks whether a condition holds. Pass a transaction to see what it has already written. */
export async function evaluateCondition(
  queries: Queries,
  condition: Condition,
  scope: ConditionScope,
): Promise<ConditionAnswer> {
  const seen: SeenValue[] = [];
  let contact: Promise<object | undefined> | undefined;
  const readOnce = () => (contact ??= readContact(queries, scope));
  const holds = await ask(condition);
  return { holds, seen };

  async function ask(part: Condition): Promise<boolean> {
    if ('all' in part) {
      for (const member of part.all) if (!(await ask(member))) return false;
      return true;
    }
    if ('any' in part) {
      for (const member of part.any) if (await ask(member)) return true;
      return false;
    }
    if ('not' in part) return !(await ask(part.not));
    if ('event' in part) return look(part.event, valueAt(scope.event, part.event), part);
    if ('contact' in part) return look(`contact.${part.contact}`, valueAt(await readOnce(), part.contact), part);
    return look(`sales.${part.sales}`, await readFigure(queries, part, scope), part);
  }

  function look(fact: string, value: unknown, comparison: Comparison): boolean {
    seen.push({ fact, value: value ?? null });
    return compare(value, comparison);
  }
}

/** The value at a path such as `order.total`; of a list, the values of its members. */
export function valueAt(from: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>(step, from);
}

function step(from: unknown, name: string): unknown {
  if (Array.isArray(from)) return from.map((member) => step(member, name)).filter((value) => value !== undefined);
  if (typeof from !== 'object' || from === null || !Object.hasOwn(from, name)) return undefined;
  return (from as Record<string, unknown>)[name];
}

/** What is stored of a contact, as conditions see it. */
export async function readContact(
  queries: Queries,
  { workspace, contact }: Pick<ConditionScope, 'workspace' | 'contact'>,
): Promise<object | undefined> {
  if (contact === null) return undefined;
  const row = await queries.get<{ attributes: string }>(
    `SELECT id, email, phone, first_name AS "firstName", last_name AS "lastName", locale, country,
      time_zone AS "timeZone", attributes, created_at AS "createdAt" FROM contact WHERE workspace = ? AND id = ?`,
    [workspace, contact],
  );
  return row && { ...row, attributes: JSON.parse(row.attributes) as object };
}

async function readFigure(queries: Queries, part: SalesCondition, scope: ConditionScope): Promise<unknown> {
  const { workspace, contact, asOf, enteredAt } = scope;
  if (contact === null || (part.since === 'entry' && enteredAt === undefined)) return undefined;
  const sinceEntry = Math.max(1, asOf - (enteredAt ?? 0)) / hours(1).milliseconds;
  const window = Math.min(part.where?.withinHours ?? Infinity, part.since === 'entry' ? sinceEntry : Infinity);
  const filter = { ...part.where, withinHours: Number.isFinite(window) ? window : undefined };
  const [figures] = await readSalesFigures(queries, { workspace, contact, asOf, filters: [filter] });
  return figures?.[part.sales];
}
