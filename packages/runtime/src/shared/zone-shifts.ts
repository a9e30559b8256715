import { wallClockOf } from './zoned-time';

const DAY_MS = 86_400_000;
/** Two changes of one zone's clocks lie further apart: Egypt once went back for the 29 days of Ramadan. */
const STEP_MS = 28 * DAY_MS;
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2060, 0, 1);

/** From an instant on (UTC epoch ms) the wall of a zone is so far ahead of UTC (ms). */
export interface ZoneShift {
  readonly from: number;
  readonly ahead: number;
}

const known = new Map<string, readonly ZoneShift[]>();

/**
 * All changes of a zone's clocks from 1900 to 2060, newest first, as SQL needs them: neither SQLite nor every Postgres
 * knows what this machine knows of time zones. Found once for each zone, in some ten milliseconds.
 */
export function zoneShifts(timeZone: string): readonly ZoneShift[] {
  const found = known.get(timeZone) ?? findShifts(timeZone);
  known.set(timeZone, found);
  return found;
}

function findShifts(timeZone: string): ZoneShift[] {
  const ahead = (instant: number): number => wallClockOf(instant, timeZone) - instant;
  const shifts: ZoneShift[] = [{ from: -Infinity, ahead: ahead(FIRST) }];
  let before = ahead(FIRST);
  for (let at = FIRST; at < LAST; at += STEP_MS) {
    const after = ahead(at + STEP_MS);
    if (before === after) continue;
    const known = before;
    const from = instantOfChange(at, at + STEP_MS, (instant) => ahead(instant) !== known);
    shifts.unshift({ from, ahead: after });
    before = after;
  }
  return shifts;
}

/** The first instant, to the second, after `low` that has changed; `high` has. */
function instantOfChange(low: number, high: number, hasChanged: (instant: number) => boolean): number {
  let [before, after] = [low, high];
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000;
    if (hasChanged(middle)) after = middle;
    else before = middle;
  }
  return after;
}
