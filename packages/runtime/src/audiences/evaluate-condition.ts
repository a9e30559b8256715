import type { Queries } from '../db';
import { zoneFor } from './calendar';
import { compare } from './compare';
import { compileDecision, storedLeaves } from './compile-condition';
import { leavesOf, type Condition, type Leaf } from './condition';
import { dialectOf } from './dialect';
import type { FactScope } from './facts/fact';
import { factOf, type StoredLeaf } from './facts/fact-of';
import { looksAtMessage, messageAtOf } from './message-at';
import { readCalendar } from './read-calendar';
import { valueAt } from './value-at';
import type { Moment } from './window';

/** Of whom, of what and as of when a condition is asked. */
export interface ConditionScope extends Moment {
  readonly workspace: number;
  readonly contact: number | null;
  /** The event's payload; nothing holds of an event that is not there. */
  readonly event?: object;
  /** The execution that asks: its latest message is the one that `since: message` and `which: latest` mean. */
  readonly execution?: number;
  /** That message (its id), where it is not stored yet. */
  readonly queuedMessage?: string;
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

interface LeafAnswer extends SeenValue {
  readonly holds: boolean;
}

/**
 * Asks whether a condition holds: one query, however many facts it asks about, and one or two short ones where it counts
 * days: in which time zone these are. Pass a transaction to see what it
 * has already written.
 * @throws FILTER_INVALID when a minimum or a window is not usable
 */
export async function evaluateCondition(
  queries: Queries,
  condition: Condition,
  scope: ConditionScope,
): Promise<ConditionAnswer> {
  const answers = await answerLeaves(queries, condition, scope);
  const seen: SeenValue[] = [];
  return { holds: ask(condition), seen };

  function ask(part: Condition): boolean {
    if ('all' in part) return part.all.every(ask);
    if ('any' in part) return part.any.some(ask);
    if ('none' in part) return !part.none.some(ask);
    if ('not' in part) return !ask(part.not);
    const { fact, value, holds } = answers(part);
    seen.push({ fact, value });
    return holds;
  }
}

/** Answers every question of a condition, whether it decides or not. */
export async function answerLeaves(
  queries: Queries,
  condition: Condition,
  asked: ConditionScope,
): Promise<(leaf: Leaf) => LeafAnswer> {
  const calendar = asked.calendar ?? (await readCalendar(queries, leavesOf(condition), asked));
  const scope = { ...asked, ...(calendar && { calendar }) };
  const stored = storedLeaves(condition);
  const facts = stored.length === 0 ? new Map<Leaf, LeafAnswer>() : await readFacts(queries, stored, scope);
  return (leaf) => {
    const known = facts.get(leaf);
    if (known) return known;
    const value = 'event' in leaf ? valueAt(scope.event, leaf.event) : undefined;
    const fact = 'event' in leaf ? leaf.event : factOf(leaf, factScope(queries, scope)).name;
    const timeZone = zoneFor(leaf.zone, calendar);
    return { fact, value: value ?? null, holds: compare(value, leaf, scope.asOf, timeZone) };
  };
}

/** @returns nothing for a contact that is not there */
async function readFacts(
  queries: Queries,
  leaves: readonly StoredLeaf[],
  scope: ConditionScope,
): Promise<Map<Leaf, LeafAnswer>> {
  if (scope.contact === null) return new Map();
  const messageAt = leaves.some(looksAtMessage) ? await messageAtOf(queries, scope) : undefined;
  const within = factScope(queries, { ...scope, ...(messageAt !== undefined && { messageAt }) });
  const { text, parameters } = compileDecision(leaves, scope.contact, within);
  const row = await queries.get<Record<string, unknown>>(text, parameters);
  if (!row) return new Map();
  return new Map(
    leaves.map((leaf, index) => {
      const fact = factOf(leaf, within);
      return [leaf, { fact: fact.name, value: fact.read(row[`v${index}`]), holds: row[`h${index}`] === 1 }];
    }),
  );
}

function factScope(queries: Queries, { contact: _contact, event: _event, ...scope }: ConditionScope): FactScope {
  return { ...scope, dialect: dialectOf(queries.dialect) };
}
