import type { WallDate } from './wall-date';

const DAY_MS = 86_400_000;

// A date has no time zone; it is shown at noon in UTC.
const HEBREW = new Intl.DateTimeFormat('en-US-u-ca-hebrew', { timeZone: 'UTC', month: 'long', day: 'numeric' });

/** Days on which work rests (Yom Tov), by month and day of the Hebrew calendar. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  'Tishri 1': 'Rosh Hashana',
  'Tishri 2': 'Rosh Hashana',
  'Tishri 10': 'Yom Kippur',
  'Tishri 15': 'Sukkot',
  'Tishri 22': 'Shemini Atzeret',
  'Nisan 15': 'Pesach',
  'Nisan 21': 'The seventh day of Pesach',
  'Sivan 6': 'Shavuot',
};

/** The second days of the diaspora. */
const DIASPORA: Readonly<Record<string, string>> = {
  'Tishri 16': 'Sukkot',
  'Tishri 23': 'Simchat Torah',
  'Nisan 16': 'Pesach',
  'Nisan 22': 'The last day of Pesach',
  'Sivan 7': 'Shavuot',
};

/** The holiday whose day a date is (it begins on the evening before), null on all other days. */
export function holidayOn(date: WallDate, isOneDay: boolean): string | null {
  const parts = HEBREW.formatToParts(date * DAY_MS + DAY_MS / 2);
  const valueOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const day = `${valueOf('month')} ${valueOf('day')}`;
  return EVERYWHERE[day] ?? (isOneDay ? null : (DIASPORA[day] ?? null));
}
