import { WEEKDAYS, type CalendarDay, type CalendarSettings, type DayWindow, type TimeOfDay } from './calendar-settings';
import type { Closing } from './closing';
import type { Situation } from './situation';
import { parseDate, spansOnWall, weekdayOf, type WallDate } from './wall-date';

const DAY_MINUTES = 24 * 60;

/** What weekly hours, quiet hours and days of their own close on some dates. */
export function hourClosings(
  settings: CalendarSettings,
  { timeZone }: Pick<Situation, 'timeZone'>,
  dates: readonly WallDate[],
): Closing[] {
  return dates.flatMap((date) =>
    closedMinutes(settings, date).flatMap(({ from, to, ...why }) =>
      spansOnWall(date, { from, to }, timeZone).map((span) => ({ ...span, ...why })),
    ),
  );
}

/** The same with `from` and `to` in minutes of the day. */
function closedMinutes({ hours, quietHours, days }: CalendarSettings, date: WallDate): Closing[] {
  const day = days.findLast((each) => isOn(each, date));
  if (day) {
    const name = day.name ?? `${day.from}${day.to === day.from ? '' : ` to ${day.to}`}`;
    if (day.hours.length > 0) return outside(day.hours, `Outside the hours of ${name}`);
    return [{ from: 0, to: DAY_MINUTES, reason: 'CALENDAR_DAY_CLOSED', detail: name }];
  }
  const weekday = WEEKDAYS[weekdayOf(date)] ?? 'sunday';
  const windows = hours?.[weekday];
  const title = weekday.charAt(0).toUpperCase() + weekday.slice(1);
  const detail = windows?.length === 0 ? `${title} is closed` : `Outside the hours of ${title}`;
  return [...(windows ? outside(windows, detail) : []), ...(quietHours ? quiet(quietHours) : [])];
}

function isOn({ from, to }: CalendarDay, date: WallDate): boolean {
  return (parseDate(from) ?? Infinity) <= date && date <= (parseDate(to) ?? -Infinity);
}

function outside(windows: readonly DayWindow[], detail: string): Closing[] {
  const sorted = windows.map(inMinutes).sort((a, b) => a.from - b.from);
  const closed: Closing[] = [];
  let end = 0;
  for (const { from, to } of [...sorted, { from: DAY_MINUTES, to: DAY_MINUTES }]) {
    if (from > end) closed.push({ from: end, to: from, reason: 'CALENDAR_HOURS', detail });
    end = Math.max(end, to);
  }
  return closed;
}

function quiet(window: DayWindow): Closing[] {
  const { from, to } = inMinutes(window);
  const why = { reason: 'CALENDAR_QUIET_HOURS', detail: `Quiet hours, ${window.from} to ${window.to}` } as const;
  const spans = from < to ? [{ from, to }] : [{ from: 0, to }, { from, to: DAY_MINUTES }]; // prettier-ignore
  return spans.filter((span) => span.from < span.to).map((span) => ({ ...span, ...why }));
}

function inMinutes({ from, to }: DayWindow): { from: number; to: number } {
  return { from: minutesOf(from), to: minutesOf(to) };
}

/** Minutes since midnight of `09:30`. */
export function minutesOf(time: TimeOfDay): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
