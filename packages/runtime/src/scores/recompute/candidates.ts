import { evaluateCondition } from '../../audiences';
import type { Queries } from '../../db';
import { matchesTrigger, type StoredEvent } from '../../events';
import type { EventRule } from '../score-rule';
import type { Moment, ReplayScope } from './replay-scores';
import type { StoredEntry } from './stored-entries';

/**
 * What event rules give for the events of a contact, before limits. An event that gave points when it came gives them at
 * that instant; one that did not, when it happened. Facts of the contact are those of today.
 */
export async function candidatesOf(
  queries: Queries,
  events: readonly StoredEvent[],
  entries: readonly StoredEntry[],
  { workspace, contact, rules }: ReplayScope,
): Promise<Moment[]> {
  const known = new Map(
    entries.filter(({ kind }) => kind === 'event').map((entry) => [`${entry.rule} ${entry.event}`, entry]),
  );
  const found: Moment[] = [];
  for (const event of events) {
    for (const rule of rules) {
      if (!matchesTrigger({ events: [rule.event] }, event)) continue;
      const entry = known.get(`${rule.id} ${event.id}`);
      const at = entry?.at ?? event.occurredAt;
      if (!(await holds(queries, rule, event, { workspace, contact, at }))) continue;
      const order = entry?.id ?? Number.MAX_SAFE_INTEGER;
      found.push({ score: rule.score, change: { points: rule.points }, at, order, rule, isLimited: true });
    }
  }
  return found;
}

async function holds(
  queries: Queries,
  { condition }: EventRule,
  { payload }: StoredEvent,
  { workspace, contact, at }: { workspace: number; contact: number; at: number },
): Promise<boolean> {
  if (!condition) return true;
  return (await evaluateCondition(queries, condition, { workspace, contact, event: payload, asOf: at })).holds;
}
