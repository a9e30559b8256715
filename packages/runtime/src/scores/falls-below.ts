import { days } from '../shared';

/** Whoever would fall later than this is looked at then, and planned anew. */
const HORIZON = days(20 * 365).milliseconds;

/**
 * The first instant (UTC epoch ms) after `now` at which a value that only ever falls is below a bound; null where it
 * never is. Found by halving the time in question, to the millisecond: whatever decays are added up in it.
 */
export function fallsBelow(valueAt: (at: number) => number, bound: number, now: number): number | null {
  if (valueAt(now + HORIZON) >= bound) return null;
  let [above, below] = [now, now + HORIZON];
  while (below - above > 1) {
    const middle = Math.floor((above + below) / 2);
    if (valueAt(middle) < bound) below = middle;
    else above = middle;
  }
  return below;
}
