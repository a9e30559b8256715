import type { CalendarSettings } from './calendar-settings';
import type { Closing } from './closing';
import type { Situation } from './situation';
import { dawnBefore, sunriseBefore, sunsetAfter } from './sun';
import { noonOf, type WallDate } from './wall-date';

const DAY_MS = 86_400_000;
const RAMADAN = '9';

// A date has no time zone; it is shown at noon in UTC.
const ISLAMIC = new Intl.DateTimeFormat('en-US-u-ca-islamic-umalqura', { timeZone: 'UTC', month: 'numeric' });

/** What the fasting of Ramadan closes: each day from dawn, or sunrise, until sunset. */
export function ramadanClosings(
  { ramadan }: CalendarSettings,
  { timeZone, place }: Situation,
  dates: readonly WallDate[],
): Closing[] {
  if (!ramadan) return [];
  const { from, shiftDays } = ramadan;
  return dates
    .filter((date) => isInRamadan(date - shiftDays))
    .map((date) => {
      const noon = noonOf(date, timeZone);
      const begin = from === 'dawn' ? dawnBefore(noon, place) : sunriseBefore(noon, place);
      const detail = `Daytime in Ramadan, in ${place.name}`;
      return { from: begin, to: sunsetAfter(noon, place), reason: 'CALENDAR_RAMADAN', detail };
    });
}

/** By the calendar of Umm al-Qura, which is calculated in advance. */
export function isInRamadan(date: WallDate): boolean {
  const parts = ISLAMIC.formatToParts(date * DAY_MS + DAY_MS / 2);
  return parts.find(({ type }) => type === 'month')?.value === RAMADAN;
}
