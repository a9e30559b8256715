import { OPEN_CALENDAR, WEEKDAYS, type CalendarSettings, type DayWindow, type Weekday } from './calendar-settings';
import { USUAL_NIGHTFALL_MINUTES } from './holy-closings';

/** A calendar to begin with. Nothing applies it by itself. */
export interface CalendarPreset {
  readonly id: string;
  readonly name: string;
  /** What it does, and why. */
  readonly summary: string;
  readonly settings: CalendarSettings;
}

const window = (from: string, to: string): readonly DayWindow[] => [{ from, to }];

function week(usual: readonly DayWindow[], others: Partial<Record<Weekday, readonly DayWindow[]>>) {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, others[day] ?? usual])) as Record<Weekday, typeof usual>;
}

const RAMADAN = { from: 'dawn', shiftDays: 0 } as const;

/** Conventions of shops, no law: where a law says something stricter, make it so. */
export const CALENDAR_PRESETS: readonly CalendarPreset[] = [
  {
    id: 'israel',
    name: 'Israel',
    summary: 'Sunday to Thursday from 9 to 20, Friday from 9 to 13, after the Sabbath until 22; Sabbath and holidays.',
    settings: {
      ...OPEN_CALENDAR,
      hours: week(window('09:00', '20:00'), { friday: window('09:00', '13:00'), saturday: window('17:00', '22:00') }),
      sabbath: { candleLightingMinutes: null, nightfallMinutes: USUAL_NIGHTFALL_MINUTES },
      holidays: 'contact',
      city: 'jerusalem',
    },
  },
  {
    id: 'saudi-arabia',
    name: 'Saudi Arabia',
    summary: 'Every day from 9 to 22, Friday after the noon prayer from 14; nothing in the daytime of Ramadan.',
    settings: {
      ...OPEN_CALENDAR,
      hours: week(window('09:00', '22:00'), { friday: window('14:00', '22:00') }),
      ramadan: RAMADAN,
      city: 'riyadh',
    },
  },
  {
    id: 'emirates',
    name: 'United Arab Emirates',
    summary: 'Every day from 9 to 21, Friday before and after the noon prayer; nothing in the daytime of Ramadan.',
    settings: {
      ...OPEN_CALENDAR,
      hours: week(window('09:00', '21:00'), {
        friday: [...window('09:00', '12:00'), ...window('14:30', '21:00')],
      }),
      ramadan: RAMADAN,
      city: 'dubai',
    },
  },
  {
    id: 'gulf',
    name: 'Kuwait, Qatar, Bahrain, Oman',
    summary: 'Every day from 9 to 21, Friday from 14; nothing in the daytime of Ramadan. Set the city.',
    settings: {
      ...OPEN_CALENDAR,
      hours: week(window('09:00', '21:00'), { friday: window('14:00', '21:00') }),
      ramadan: RAMADAN,
    },
  },
  {
    id: 'egypt',
    name: 'Egypt',
    summary: 'Every day from 10 to 22, Friday from 14; nothing in the daytime of Ramadan.',
    settings: {
      ...OPEN_CALENDAR,
      hours: week(window('10:00', '22:00'), { friday: window('14:00', '22:00') }),
      ramadan: RAMADAN,
      city: 'cairo',
    },
  },
  {
    id: 'levant',
    name: 'Jordan, Palestine, Syria, Iraq',
    summary: 'Every day from 9 to 21, Friday from 14; nothing in the daytime of Ramadan. Set the city.',
    settings: {
      ...OPEN_CALENDAR,
      hours: week(window('09:00', '21:00'), { friday: window('14:00', '21:00') }),
      ramadan: RAMADAN,
    },
  },
  {
    id: 'diaspora',
    name: 'Jewish communities abroad',
    summary: 'Sunday to Thursday from 9 to 20, Friday from 9 to 13; Sabbath, and holidays of two days.',
    settings: {
      ...OPEN_CALENDAR,
      hours: week(window('09:00', '20:00'), { friday: window('09:00', '13:00'), saturday: window('17:00', '22:00') }),
      sabbath: { candleLightingMinutes: null, nightfallMinutes: USUAL_NIGHTFALL_MINUTES },
      holidays: 'diaspora',
    },
  },
  {
    id: 'quiet-nights',
    name: 'Anywhere',
    summary: 'At all hours but from 21 to 8.',
    settings: { ...OPEN_CALENDAR, quietHours: { from: '21:00', to: '08:00' } },
  },
];
