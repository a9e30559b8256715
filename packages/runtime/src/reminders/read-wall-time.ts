import { instantOf, wallClockOf } from '../shared';

/** As browsers send a date and a time of day: 2026-12-24T18:00. */
const WALL = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?<hour>\d{2}):(?<minute>\d{2})(?::\d{2})?$/;

/** The instant (UTC epoch ms) at which the wall of a zone shows a time; undefined where no wall ever does. */
export function readWallTime(text: string, timeZone: string): number | undefined {
  const found = WALL.exec(text.trim())?.groups;
  if (!found) return undefined;
  const [year, month, day, hour, minute] = [found.year, found.month, found.day, found.hour, found.minute].map(Number);
  const wall = { year, month, day, hour, minute, second: 0, millisecond: 0 } as Parameters<typeof instantOf>[0];
  const asUtc = instantOf(wall, 'UTC');
  // 30 February is no day, 25:00 no time of day.
  if (new Date(asUtc).toISOString().slice(0, 16) !== text.trim().slice(0, 16)) return undefined;
  return instantOf(wall, timeZone);
}

/** What the wall of a zone shows at an instant, as browsers write it. */
export function writeWallTime(instant: number, timeZone: string): string {
  return new Date(wallClockOf(instant, timeZone)).toISOString().slice(0, 16);
}
