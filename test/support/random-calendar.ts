import type { CalendarSettings, DayWindow } from '../../packages/runtime/src/calendar';
import { WEEKDAYS } from '../../packages/runtime/src/calendar';

/** Numbers from 0 to below 1 that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A calendar of hours, quiet hours and days of their own around a date; with `sun`, of all that follows the sun, too. */
export function randomCalendar(random: () => number, around: string, sun: boolean): CalendarSettings {
  const chance = (share: number): boolean => random() < share;
  const below = (count: number): number => Math.floor(random() * count);
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const windows = (): DayWindow[] =>
    Array.from({ length: below(3) }, () => {
      const from = below(1_400);
      return { from: time(from), to: time(chance(0.2) ? 1_440 : from + 1 + below(1_440 - from)) };
    });
  const date = (days: number): string =>
    new Date(Date.parse(`${around}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const day = () => {
    const begin = below(7) - 3;
    return { name: null, from: date(begin), to: date(begin + below(2)), hours: chance(0.5) ? windows() : [] };
  };
  const [from, to] = [below(1_440), below(1_440)];
  return {
    hours: chance(0.6)
      ? (Object.fromEntries(WEEKDAYS.map((each) => [each, windows()])) as unknown as CalendarSettings['hours'])
      : null,
    quietHours: chance(0.6) && from !== to ? { from: time(from), to: time(to) } : null,
    sabbath:
      sun && chance(0.7) ? { candleLightingMinutes: chance(0.5) ? null : below(60), nightfallMinutes: 42 } : null,
    holidays: sun && chance(0.7) ? (chance(0.5) ? 'israel' : 'diaspora') : null,
    ramadan: sun && chance(0.5) ? { from: chance(0.5) ? 'dawn' : 'sunrise', shiftDays: chance(0.5) ? 0 : 1 } : null,
    days: Array.from({ length: below(3) }, day),
    city: null,
  };
}
