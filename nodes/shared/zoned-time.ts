const DAY_MS = 86_400_000;
/** Clocks change on a quarter of an hour of UTC, */
const QUARTER_MS = 900_000;
/** since the last country gave up an offset of odd minutes and seconds. */
const LAST_ODD_OFFSET = Date.UTC(1972, 0, 8);
const MOST_OFFSETS = 2_000;

/** What a calendar and a clock on the wall of a time zone show. Months count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Whether a name is an IANA time zone that this machine knows. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || name === '') return false;
  try {
    formatOf(name);
    return true;
  } catch {
    // Intl throws for a name that it does not know: there is no question to ask it first.
    return false;
  }
}

/** What the wall of a time zone shows at an instant (epoch ms). */
export function wallTimeOf(instant: number, timeZone: string): WallTime {
  if (instant < LAST_ODD_OFFSET) return askForWallTime(instant, timeZone);
  const wall = new Date(instant + offsetAt(instant, timeZone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: wall.getUTCMilliseconds(),
  };
}

function askForWallTime(instant: number, timeZone: string): WallTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const millisecond = ((instant % 1000) + 1000) % 1000;
  return { year, month, day, hour, minute, second, millisecond };
}

/**
 * The instant (epoch ms) at which the wall of a time zone shows a time. Fields beyond their range carry over: day 32 is
 * the next month's. A time that a clock change skips is taken as that much later (02:30 becomes 03:30); of a time that
 * happens twice the first is taken.
 */
export function instantOf(wall: WallTime, timeZone: string): number {
  const asUtc = utcOf(wall);
  const before = offsetAt(asUtc - DAY_MS, timeZone);
  const after = offsetAt(asUtc + DAY_MS, timeZone);
  const candidates = [asUtc - before, asUtc - after].filter(
    (instant) => instant + offsetAt(instant, timeZone) === asUtc,
  );
  return candidates.length > 0 ? Math.min(...candidates) : asUtc - before;
}

/** How far the wall is ahead of UTC, in milliseconds. Contacts of one hour ask for the same few quarters of an hour. */
function offsetAt(instant: number, timeZone: string): number {
  const ask = () => utcOf(askForWallTime(instant, timeZone)) - instant;
  if (instant < LAST_ODD_OFFSET) return ask();
  const key = `${timeZone} ${Math.floor(instant / QUARTER_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = ask();
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function utcOf(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.millisecond);
}

// Making a format costs 50 times as much as using it.
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
