const DAY_MS = 86_400_000;

/**
 * What a calendar and a clock on the wall of a time zone show. Months count from 1. The same as in
 * nodes/shared/zoned-time.ts, which the runtime does not import; a test holds the two together.
 */
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
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const millisecond = ((instant % 1000) + 1000) % 1000;
  return { year, month, day, hour, minute, second, millisecond };
}

/** What the wall of a time zone shows at an instant (epoch ms), as the epoch ms at which a wall in UTC shows the same. */
export function wallClockOf(instant: number, timeZone: string): number {
  return utcOf(wallTimeOf(instant, timeZone));
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

function offsetAt(instant: number, timeZone: string): number {
  return wallClockOf(instant, timeZone) - instant;
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
