import { instantOf, wallTimeOf } from '../../shared';
import type { FieldArm } from './wait-arm';

const EXACT_MS = { minutes: 60_000, hours: 3_600_000 };
const DAY_MS = 86_400_000;
/** The end of JavaScript's calendar, less what time zones may add. */
const LAST_INSTANT = 8_640_000_000_000_000 - 2 * DAY_MS;
/** ISO 8601 without an offset: a wall time. */
const WALL =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?$/;

/**
 * The instant (UTC epoch ms) that an arm means while its field has a value; null where that is no date. The same
 * arithmetic as in nodes/shared/wake-time.ts: a test holds the two together.
 */
export function fieldInstant(
  value: unknown,
  { offset, timeOfDay, timeZone }: Pick<FieldArm, 'offset' | 'timeOfDay' | 'timeZone'>,
): number | null {
  const date = dateIn(value, timeZone);
  if (date === undefined) return null;
  const moved = moveBy(date, offset, timeZone);
  if (Number.isNaN(new Date(moved).getTime())) return null;
  if (!timeOfDay) return moved;
  return instantOf({ ...wallTimeOf(moved, timeZone), ...timeOfDay, second: 0, millisecond: 0 }, timeZone);
}

function moveBy(instant: number, { amount, unit }: FieldArm['offset'], timeZone: string): number {
  if (unit === 'minutes' || unit === 'hours') return instant + amount * EXACT_MS[unit];
  const days = unit === 'weeks' ? amount * 7 : amount;
  if (Math.abs(instant + days * DAY_MS) > LAST_INSTANT) return Number.NaN;
  const whole = Math.trunc(days);
  const wall = wallTimeOf(instant, timeZone);
  const moved = whole === 0 ? instant : instantOf({ ...wall, day: wall.day + whole }, timeZone);
  return moved + Math.round((days - whole) * DAY_MS);
}

function dateIn(value: unknown, timeZone: string): number | undefined {
  if (typeof value === 'number') return Number.isFinite(new Date(value).getTime()) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const wall = WALL.exec(value.trim())?.groups;
  const asUtc = Date.parse(wall ? isoOf(wall) : value);
  if (Number.isNaN(asUtc)) return undefined;
  if (!wall) return asUtc;
  const shown = wallTimeOf(asUtc, 'UTC');
  // JavaScript takes 30 February for 2 March.
  return shown.day === Number(wall.day) ? instantOf(shown, timeZone) : undefined;
}

function isoOf({ year, month, day, hour, minute, second }: Partial<Record<string, string>>): string {
  return `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`;
}
