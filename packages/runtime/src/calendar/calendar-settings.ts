/** A time of day on the wall of the contact's time zone, `09:30`; `24:00` ends a day. */
export type TimeOfDay = string;

/** From a time of day on, up to another one that is not part of it. */
export interface DayWindow {
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
}

/** As JavaScript counts them: Sunday is 0. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A date, or several in a row, that are closed or have hours of their own. */
export interface CalendarDay {
  readonly name: string | null;
  /** `2026-12-24`, a date on the wall of the contact's time zone. */
  readonly from: string;
  /** The last date of it. */
  readonly to: string;
  /** In place of weekly and quiet hours; none: closed. Sabbath, holidays and Ramadan stay as they are. */
  readonly hours: readonly DayWindow[];
}

/** When messages of one channel, or of all of them, may go out. Whatever is null closes nothing. */
export interface CalendarSettings {
  /** The windows of each day of the week; a day without any is closed. */
  readonly hours: Readonly<Record<Weekday, readonly DayWindow[]>> | null;
  /** Closed each day from one time to another, over midnight where `from` is the later one. */
  readonly quietHours: DayWindow | null;
  /** Closed from the lighting of candles on Friday until nightfall on Saturday. */
  readonly sabbath: {
    /** Before sunset; null for what is usual in the city. Holidays begin by it, too. */
    readonly candleLightingMinutes: number | null;
    /** After sunset. */
    readonly nightfallMinutes: number;
  } | null;
  /** Closed on Yom Tov: one day as in Israel, two as in the diaspora, or as where the contact is. */
  readonly holidays: 'israel' | 'diaspora' | 'contact' | null;
  /** Closed in the daytime of Ramadan. */
  readonly ramadan: {
    readonly from: 'dawn' | 'sunrise';
    /** Where the moon was seen a day before (-1) or after (1) the calculated one. */
    readonly shiftDays: -1 | 0 | 1;
  } | null;
  readonly days: readonly CalendarDay[];
  /** Where the sun is looked at for contacts of its time zone: an id of the table of cities. */
  readonly city: string | null;
}

/** A calendar that is always open. */
export const OPEN_CALENDAR: CalendarSettings = {
  ...{ hours: null, quietHours: null, sabbath: null, holidays: null, ramadan: null },
  days: [],
  city: null,
};
