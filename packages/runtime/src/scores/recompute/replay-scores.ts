import type { Queries } from '../../db';
import type { StoredEvent } from '../../events';
import type { Anchored } from '../decay';
import { planChange } from '../plan-change';
import type { PointsChange } from '../points-request';
import type { ScoreBook } from '../score-book';
import type { EventRule } from '../score-rule';
import { candidatesOf } from './candidates';
import { readEntries, type StoredEntry } from './stored-entries';

/** One thing that gives points, at its place in time. */
export interface Moment {
  readonly score: string;
  readonly change: PointsChange;
  readonly at: number;
  /** Of two at one instant the smaller comes first. */
  readonly order: number;
  /** The event rule that gives them; undefined for what is taken as it stands in the ledger. */
  readonly rule?: EventRule;
  /** Whether it counts against the limit of its score. */
  readonly isLimited: boolean;
}

export interface ReplayScope {
  readonly workspace: number;
  readonly contact: number;
  readonly book: ScoreBook;
  /** The rules that are counted anew; what other rules gave stays. */
  readonly rules: readonly EventRule[];
  /** Whether what deleted rules gave goes. */
  readonly isWhole: boolean;
}

/**
 * What the scores of a contact would be, had the rules always been what they are now: what people, nodes and rules
 * without an event gave stands in the ledger, what event rules give follows from the event log.
 */
export async function replayScores(
  queries: Queries,
  events: readonly StoredEvent[],
  scope: ReplayScope,
): Promise<Map<string, Anchored>> {
  const { workspace, contact, book, rules, isWhole } = scope;
  const entries = await readEntries(queries, contact);
  const counted = new Set(rules.map(({ id }) => id));
  const isReplaced = ({ kind, rule }: StoredEntry) =>
    kind === 'correction' || (kind === 'event' && (isWhole || (rule !== null && counted.has(rule))));
  const moments = [
    ...entries.filter((entry) => !isReplaced(entry)).map(standing),
    ...(await candidatesOf(queries, events, entries, scope)),
  ].sort((one, other) => one.at - other.at || one.order - other.order);

  const states = new Map<string, Anchored>();
  const given: Moment[] = [];
  const pointsOf = new Map<Moment, number>();
  for (const moment of moments) {
    const { score, at, change, rule } = moment;
    if (rule && isSpent(rule, given, at)) continue;
    const definition = book.definitionOf(workspace, score);
    const within = definition.limit;
    const spent = within
      ? given
          .filter((each) => each.score === score && each.isLimited && each.at > at - within.withinMs)
          .reduce((sum, each) => sum + Math.max(0, pointsOf.get(each) ?? 0), 0)
      : 0;
    const { points, after } = planChange(definition, states.get(score), change, { at, given: spent });
    if (points === 0) continue;
    states.set(score, after);
    given.push(moment);
    pointsOf.set(moment, points);
  }
  return states;
}

function isSpent({ id, limit }: EventRule, given: readonly Moment[], at: number): boolean {
  if (!limit) return false;
  const since = limit.withinMs === null ? 0 : at - limit.withinMs;
  return given.filter((each) => each.rule?.id === id && each.at > since).length >= limit.times;
}

/** Holding rules give and take the same points: those that were given, whatever was asked for. */
function standing({ score, kind, points, asked, at, id }: StoredEntry): Moment {
  const isExact = kind === 'holding' || kind === 'merge';
  return {
    ...{ score, at, order: id, change: { points: isExact ? points : asked } },
    isLimited: kind === 'event' || kind === 'holding' || kind === 'node',
  };
}
