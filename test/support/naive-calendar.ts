import { createRequire } from 'node:module';

import type * as SunCalc from 'suncalc' with { 'resolution-mode': 'import' };

import { WEEKDAYS, type CalendarSettings } from '../../packages/runtime/src/calendar';

// The package has a CommonJS file, but types for ES modules only.
const { getTimes } = createRequire(__filename)('suncalc') as typeof SunCalc;

const DAY_MS = 86_400_000;

interface Wall {
  readonly date: string;
  readonly time: string;
}

const walls = new Map<string, Intl.DateTimeFormat>();

function wallOf(at: number, timeZone: string): Wall {
  let format = walls.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    walls.set(timeZone, format);
  }
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, time };
}

function hebrewDay(date: string): string {
  const format = new Intl.DateTimeFormat('en-u-ca-hebrew', { timeZone: 'UTC', day: 'numeric', month: 'long' });
  return format.format(Date.parse(`${date}T12:00:00Z`));
}

const YOM_TOV = new Set(
  ['1 Tishri', '2 Tishri', '10 Tishri', '15 Tishri', '22 Tishri', '15 Nisan', '21 Nisan', '6 Sivan'],
); // prettier-ignore
const SECOND_DAYS = new Set(['16 Tishri', '23 Tishri', '16 Nisan', '22 Nisan', '7 Sivan']);

function isRamadan(date: string): boolean {
  const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', { timeZone: 'UTC', month: 'long' });
  return format.format(Date.parse(`${date}T12:00:00Z`)) === 'Ramadan';
}

const shift = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export interface NaivePlace {
  readonly timeZone: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly candleLightingMinutes: number;
}

/** Whether a calendar is open at an instant, asked of each rule in turn: slow, and plain to see. */
export class NaiveCalendar {
  private readonly sunny = new Map<string, Array<{ from: number; to: number }>>();

  constructor(
    private readonly settings: CalendarSettings,
    private readonly place: NaivePlace,
  ) {}

  isOpen(at: number): boolean {
    const { date, time } = wallOf(at, this.place.timeZone);
    return this.isOpenOnWall(date, time) && !this.isClosedBySun(at, date);
  }

  private isOpenOnWall(date: string, time: string): boolean {
    const { hours, quietHours, days } = this.settings;
    const within = (windows: ReadonlyArray<{ from: string; to: string }>): boolean =>
      windows.some(({ from, to }) => from <= time && time < to);
    const day = days.findLast(({ from, to }) => from <= date && date <= to);
    if (day) return within(day.hours);
    const weekday = WEEKDAYS[new Date(`${date}T12:00:00Z`).getUTCDay()]!;
    if (hours && !within(hours[weekday])) return false;
    if (!quietHours) return true;
    const { from, to } = quietHours;
    return from < to ? time < from || time >= to : time < from && time >= to;
  }

  private isClosedBySun(at: number, date: string): boolean {
    let spans = this.sunny.get(date);
    if (!spans) {
      spans = [-2, -1, 0, 1, 2].flatMap((days) => this.closedBySun(shift(date, days)));
      this.sunny.set(date, spans);
    }
    return spans.some(({ from, to }) => from <= at && at < to);
  }

  private closedBySun(date: string): Array<{ from: number; to: number }> {
    const { sabbath, holidays, ramadan } = this.settings;
    const hebrew = hebrewDay(date);
    const isHoliday = YOM_TOV.has(hebrew) || (holidays === 'diaspora' && SECOND_DAYS.has(hebrew));
    const isSaturday = new Date(`${date}T12:00:00Z`).getUTCDay() === 6;
    const spans: Array<{ from: number; to: number }> = [];
    if ((sabbath && isSaturday) || (holidays && isHoliday)) {
      const before = sabbath?.candleLightingMinutes ?? this.place.candleLightingMinutes;
      const from = this.sun(shift(date, -1)).sunset!.getTime() - before * 60_000;
      spans.push({ from, to: this.sun(date).sunset!.getTime() + (sabbath?.nightfallMinutes ?? 42) * 60_000 });
    }
    if (ramadan && isRamadan(shift(date, -ramadan.shiftDays))) {
      const { nightEnd, sunrise, sunset } = this.sun(date);
      spans.push({ from: (ramadan.from === 'dawn' ? nightEnd : sunrise)!.getTime(), to: sunset!.getTime() });
    }
    return spans;
  }

  /** Of the noon of the place by the sun: no clock is asked. */
  private sun(date: string) {
    const { latitude, longitude } = this.place;
    return getTimes(new Date(Date.parse(`${date}T12:00:00Z`) - (longitude / 15) * 3_600_000), latitude, longitude);
  }
}
