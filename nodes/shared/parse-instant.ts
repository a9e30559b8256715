import { UserError } from 'n8n-workflow';

import { instantOf, type WallTime } from './zoned-time';

const ISO_DATE =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,3})\d*)?)? ?(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * The instant (epoch ms) that a parameter means: an ISO 8601 text, epoch milliseconds, a Date, or what `$now` gives.
 * Texts without an offset are meant in `timeZone`; a date alone is its midnight there.
 * Throws a UserError for everything else: guessing between day and month would send mail on the wrong day.
 */
export function parseInstant(value: unknown, timeZone: string): number {
  const instant = instantIn(value, timeZone);
  if (instant === undefined || Number.isNaN(new Date(instant).getTime())) {
    throw new UserError(`${JSON.stringify(value)} is not a date`, {
      description: 'A date is written as 2026-12-24, 2026-12-24T18:00 or 2026-12-24T18:00:00+02:00.',
    });
  }
  return instant;
}

function instantIn(value: unknown, timeZone: string): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.getTime();
  if (isLuxonDateTime(value)) return value.toMillis();
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return /^-?\d{11,}$/.test(text) ? Number(text) : instantOfText(text, timeZone);
}

function instantOfText(text: string, timeZone: string): number | undefined {
  const { year, month, day, hour, minute, second, fraction, offset } = ISO_DATE.exec(text)?.groups ?? {};
  if (year === undefined) return undefined;
  const wall: WallTime = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? '').padEnd(3, '0')),
  };
  const exists = wall.month >= 1 && wall.month <= 12 && wall.day >= 1 && wall.day <= daysIn(wall);
  if (!exists || wall.hour > 23 || wall.minute > 59 || wall.second > 59) return undefined;
  return offset === undefined ? instantOf(wall, timeZone) : instantOf(wall, 'UTC') - millisecondsIn(offset);
}

function millisecondsIn(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

function daysIn({ year, month }: WallTime): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isLuxonDateTime(value: unknown): value is { toMillis(): number } {
  return typeof value === 'object' && value !== null && 'toMillis' in value && typeof value.toMillis === 'function';
}
