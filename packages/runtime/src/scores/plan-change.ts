import { anchorAt, valueAt, type Anchored } from './decay';
import type { PointsChange } from './points-request';
import type { ScoreDefinition } from './score-definition';

/** What becomes of a request for points once decay, bounds and limits are regarded. */
export interface PlannedChange {
  /** The points that were asked for, and those that are given. */
  readonly asked: number;
  readonly points: number;
  readonly previous: number;
  readonly after: Anchored;
}

/**
 * Plans a change of a score at an instant.
 * @param given points that were added within the time of the definition's limit
 */
export function planChange(
  { decay, minimum, maximum, limit }: Pick<ScoreDefinition, 'decay' | 'minimum' | 'maximum' | 'limit'>,
  before: Anchored | undefined,
  change: PointsChange,
  { at, given }: { readonly at: number; readonly given: number },
): PlannedChange {
  const from = before ?? { value: 0, since: at };
  const previous = valueAt(from, decay, at);
  const asked = 'points' in change ? change.points : change.value - previous;
  const allowed = limit && asked > 0 ? Math.min(asked, Math.max(0, limit.points - given)) : asked;
  const wanted = previous + allowed;
  // Whoever is beyond a bound that was set later stays there, and goes no further.
  const low = minimum === null ? wanted : Math.max(wanted, Math.min(minimum, previous));
  const value = maximum === null ? low : Math.min(low, Math.max(maximum, previous));
  // Only who gains points was active: all else leaves the next step of the decay where it is.
  const { since } = value > previous ? { since: at } : anchorAt(from, decay, at);
  return { asked, points: value - previous, previous, after: { value, since } };
}
