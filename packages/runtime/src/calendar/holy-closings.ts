import type { CalendarSettings } from './calendar-settings';
import type { Closing } from './closing';
import { holidayOn } from './holiday-on';
import type { Situation } from './situation';
import { sunsetAfter } from './sun';
import { noonOf, weekdayOf, type WallDate } from './wall-date';

const MINUTE_MS = 60_000;
const SATURDAY = 6;
export const USUAL_NIGHTFALL_MINUTES = 42;

/** What the Sabbath and Jewish holidays close: each from the lighting of candles on its eve until its nightfall. */
export function holyClosings(
  { sabbath, holidays }: CalendarSettings,
  { timeZone, place, isInIsrael }: Situation,
  dates: readonly WallDate[],
): Closing[] {
  if (!sabbath && !holidays) return [];
  const before = (sabbath?.candleLightingMinutes ?? place.candleLightingMinutes) * MINUTE_MS;
  const after = (sabbath?.nightfallMinutes ?? USUAL_NIGHTFALL_MINUTES) * MINUTE_MS;
  const isOneDay = holidays === 'israel' || (holidays === 'contact' && isInIsrael);
  const span = (date: WallDate) => ({
    from: sunsetAfter(noonOf(date - 1, timeZone), place) - before,
    to: sunsetAfter(noonOf(date, timeZone), place) + after,
  });
  return dates.flatMap((date): Closing[] => {
    const holiday = holidays && holidayOn(date, isOneDay);
    const closings: Closing[] = [];
    if (holiday) closings.push({ ...span(date), reason: 'CALENDAR_HOLIDAY', detail: `${holiday}, in ${place.name}` });
    if (sabbath && weekdayOf(date) === SATURDAY) {
      closings.push({ ...span(date), reason: 'CALENDAR_SABBATH', detail: `Sabbath, in ${place.name}` });
    }
    return closings;
  });
}
