import type { Stretch, StoredCalendar } from '../calendar';
import { wallClockOf } from '../shared';
import { toIso } from './iso';

export function presentCalendar({ channel, settings, updatedAt }: StoredCalendar) {
  return { channel, settings, updatedAt: toIso(updatedAt) };
}

/** A stretch of a calendar, with what the wall of a time zone shows at its ends. */
export function presentStretch({ from, to, closing }: Stretch, timeZone: string) {
  return {
    from: toIso(from),
    to: toIso(to),
    localFrom: onWall(from, timeZone),
    localTo: onWall(to, timeZone),
    isOpen: closing === null,
    reason: closing?.reason ?? null,
    detail: closing?.detail ?? null,
  };
}

/** `2026-11-27 16:15` */
function onWall(at: number, timeZone: string): string {
  return toIso(wallClockOf(at, timeZone)).slice(0, 16).replace('T', ' ');
}
