import type { Duration } from '../../shared';

/** What went through a throttle of late, and whose turn is next. Serialisable. */
export interface Pace {
  /** How many went in each stretch of time, oldest first: when it begins (UTC epoch ms), and the count. */
  readonly uses: ReadonlyArray<readonly [from: number, count: number]>;
  /** The turn that the next one is given who has to wait, where that lies ahead. Keeps the order of those who wait. */
  readonly nextTurnAt: number;
}

export const UNUSED: Pace = { uses: [], nextTurnAt: 0 };

export interface Limit {
  readonly count: number;
  readonly period: Duration;
}

export type Turn = 'now' | { readonly at: number };

/** Into how many stretches a period is cut. */
const STRETCHES = 40;

/**
 * Whether one more may go now, so that no more than `count` go in any stretch of time as long as the period; else when
 * its turn is. What waits already goes before what is new, unless that is urgent.
 * @param isWaiting whether it has waited for its turn before
 */
export function turnOf(
  pace: Pace,
  { count, period }: Limit,
  { now, isWaiting, isUrgent }: { now: number; isWaiting: boolean; isUrgent: boolean },
): Turn {
  const live = liveUses(pace, period, now);
  const freeAt = whenFree(live, count, period);
  const isItsTurn = isWaiting || isUrgent || pace.nextTurnAt <= now;
  if (freeAt === undefined && isItsTurn) return 'now';
  return { at: isUrgent ? (freeAt ?? now) : Math.max(freeAt ?? now, Math.ceil(pace.nextTurnAt)) };
}

/** The pace after one has gone at `now`. */
export function withUse(pace: Pace, { period }: Limit, now: number): Pace {
  const width = widthOf(period);
  const from = Math.floor(now / width) * width;
  const uses = liveUses(pace, period, now);
  const [last, before] = [uses.at(-1), uses.slice(0, -1)];
  return { ...pace, uses: last?.[0] === from ? [...before, [from, last[1] + 1]] : [...uses, [from, 1]] };
}

/** The pace after one was told to wait until `at`: the next one's turn comes a little later. */
export function withPromise(pace: Pace, { count, period }: Limit, at: number): Pace {
  // A stretch counts as a whole for as long as any of it does: in a period less than `count` stretches' worth go.
  const apart = (period.milliseconds + 2 * widthOf(period)) / count;
  return { ...pace, nextTurnAt: Math.max(pace.nextTurnAt, at) + apart };
}

const widthOf = ({ milliseconds }: Duration): number => milliseconds / STRETCHES;

function liveUses({ uses }: Pace, period: Duration, now: number): Array<readonly [number, number]> {
  return uses.filter(([from]) => from + widthOf(period) > now - period.milliseconds);
}

/** undefined where there is room at once. */
function whenFree(uses: ReadonlyArray<readonly [number, number]>, count: number, period: Duration): number | undefined {
  let used = uses.reduce((sum, [, each]) => sum + each, 0);
  let freeAt: number | undefined;
  for (const [from, each] of uses) {
    if (used < count) break;
    used -= each;
    freeAt = from + widthOf(period) + period.milliseconds;
  }
  return freeAt;
}
