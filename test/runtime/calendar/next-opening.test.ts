import { findCity, LoadedCalendars, nextOpening, OPEN_CALENDAR } from '../../../packages/runtime/src/calendar';
import type { CalendarSettings, Opening } from '../../../packages/runtime/src/calendar';
import { NaiveCalendar, type NaivePlace } from '../../support/naive-calendar';
import { randomCalendar, seeded } from '../../support/random-calendar';

const MINUTE = 60_000;
/** Every minute of so many days is looked at. */
const [DAYS_BEFORE, DAYS] = [1.5, 3.5];

/** Zones whose clocks change near a date: by an hour or half of one, at midnight, by a whole day. */
const CHANGES = [
  ['Asia/Jerusalem', '2026-03-27'],
  ['Asia/Jerusalem', '2026-10-25'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2025-10-31'], // 24:00 becomes 23:00
  ['Asia/Beirut', '2027-03-28'], // 00:00 becomes 01:00
  ['Africa/Casablanca', '2027-02-07'], // for Ramadan
  ['America/New_York', '2026-11-01'],
  ['Europe/London', '2028-03-26'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['America/Santiago', '2026-09-06'],
  ['America/St_Johns', '2009-11-01'], // 00:01 becomes 23:01 of the day before
  ['Pacific/Apia', '2011-12-30'], // does not exist
  ['Asia/Riyadh', '2027-02-08'],
] as const;

function calendarsOf(settings: Partial<CalendarSettings>, timeZone = 'UTC'): LoadedCalendars {
  return new LoadedCalendars(timeZone, new Map([['default', { ...OPEN_CALENDAR, ...settings }]]));
}

function openingOf(settings: Partial<CalendarSettings>, at: string, timeZone = 'Asia/Jerusalem'): Opening {
  return nextOpening(calendarsOf(settings), { channel: 'email', timeZone, at: Date.parse(at) });
}

test.each(CHANGES)(
  'whatever the clocks of %s do around %s, a contact is written to in the minutes that the wall allows, and in no other',
  (timeZone, around) => {
    const place = { timeZone, latitude: 0, longitude: 0, candleLightingMinutes: 18 };
    const begin = Date.parse(`${around}T00:00:00Z`) - DAYS_BEFORE * 1440 * MINUTE;
    const random = seeded(Date.parse(around) / 1000);
    for (let round = 0; round < 3; round++) {
      const settings = randomCalendar(random, around, false);
      const calendars = calendarsOf(settings);
      const naive = new NaiveCalendar(settings, place);
      const minutes = Array.from({ length: DAYS * 1440 }, (_, index) => begin + index * MINUTE);
      const open = minutes.map((at) => naive.isOpen(at));
      let next: number | undefined;
      const wrong: unknown[] = [];
      for (let index = minutes.length - 1; index >= 0; index--) {
        const at = minutes[index]!;
        if (open[index]) next = at;
        const opening = nextOpening(calendars, { channel: 'email', timeZone, at });
        if (opening.isOpen !== open[index]) wrong.push({ at: new Date(at), settings, opening });
        // Beyond what was looked at it may open at any time, or never.
        else if (!opening.isOpen && next !== undefined && opening.opensAt !== next) wrong.push({ at, next, opening });
        else if (!opening.isOpen && next === undefined && (opening.opensAt ?? Infinity) < minutes.at(-1)! + MINUTE)
          wrong.push({ at, opening });
      }
      expect(wrong.slice(0, 2)).toEqual([]);
    }
  },
);

const CITY_WEEKS = [
  ['haifa', '2026-09-12'],
  ['jerusalem', '2026-09-26'],
  ['jerusalem', '2027-02-09'],
  ['new-york', '2026-10-03'],
  ['london', '2027-04-23'],
  ['melbourne', '2027-04-28'],
  ['los-angeles', '2027-03-12'],
  ['mecca', '2027-03-08'],
  ['casablanca', '2027-02-08'],
] as const;

test.each(CITY_WEEKS)(
  'a contact in %s is written to around %s in no minute of a Sabbath, a holiday or a fast, and in all others',
  (id, around) => {
    const city = findCity(id)!;
    const random = seeded(Date.parse(around) / 1000 + city.longitude);
    const begin = Date.parse(`${around}T00:00:00Z`) - DAYS_BEFORE * 1440 * MINUTE;
    for (let round = 0; round < 2; round++) {
      const settings = randomCalendar(random, around, true);
      const calendars = calendarsOf(settings);
      const naive = new NaiveCalendar(settings, city satisfies NaivePlace);
      const wrong: unknown[] = [];
      for (let at = begin; at < begin + DAYS * 1440 * MINUTE; at += MINUTE) {
        const question = { channel: 'sms', timeZone: city.timeZone, city: id, at } as const;
        const opening = nextOpening(calendars, question);
        if (opening.isOpen !== naive.isOpen(at)) wrong.push({ at: new Date(at), settings, opening });
        if (opening.isOpen || opening.opensAt === null) continue;
        // It opens then, and not a moment before.
        if (!naive.isOpen(opening.opensAt) || naive.isOpen(opening.opensAt - 1)) wrong.push({ at, settings, opening });
      }
      expect(wrong.slice(0, 2)).toEqual([]);
    }
  },
);

test('quiet hours run over midnight, and a message waits for the morning', () => {
  const settings = { quietHours: { from: '21:00', to: '08:00' } };
  expect(openingOf(settings, '2026-11-25T20:59:59+02:00')).toEqual({ isOpen: true });
  for (const at of ['2026-11-25T21:00:00+02:00', '2026-11-26T00:00:00+02:00', '2026-11-26T07:59:59+02:00']) {
    expect(openingOf(settings, at)).toEqual({
      isOpen: false,
      opensAt: Date.parse('2026-11-26T08:00:00+02:00'),
      reason: 'CALENDAR_QUIET_HOURS',
      detail: 'Quiet hours, 21:00 to 08:00',
    });
  }
  expect(openingOf(settings, '2026-11-26T08:00:00+02:00')).toEqual({ isOpen: true });
});

test('a closed date is told before everything else; other hours on a date take the place of weekly and quiet hours', () => {
  const evening = {
    name: 'Black Friday',
    from: '2026-11-27',
    to: '2026-11-27',
    hours: [{ from: '22:00', to: '24:00' }],
  };
  const closed = { name: 'Inventory', from: '2026-11-24', to: '2026-11-25', hours: [] };
  const settings = { quietHours: { from: '21:00', to: '08:00' }, days: [closed, evening] };
  expect(openingOf(settings, '2026-11-24T23:00:00Z', 'UTC')).toMatchObject({
    ...{ opensAt: Date.parse('2026-11-26T08:00:00Z'), reason: 'CALENDAR_DAY_CLOSED', detail: 'Inventory' },
  });
  expect(openingOf(settings, '2026-11-27T12:00:00Z', 'UTC')).toMatchObject({
    opensAt: Date.parse('2026-11-27T22:00:00Z'),
    reason: 'CALENDAR_HOURS',
    detail: 'Outside the hours of Black Friday',
  });
  expect(openingOf(settings, '2026-11-27T23:59:00Z', 'UTC')).toEqual({ isOpen: true });
  expect(openingOf(settings, '2026-11-28T00:00:00Z', 'UTC')).toMatchObject({ reason: 'CALENDAR_QUIET_HOURS' });
});

test('other hours on a date do not open a Sabbath', () => {
  const saturday = { name: null, from: '2026-11-28', to: '2026-11-28', hours: [{ from: '00:00', to: '24:00' }] };
  const sabbath = { candleLightingMinutes: null, nightfallMinutes: 42 };
  expect(openingOf({ sabbath, days: [saturday] }, '2026-11-28T12:00:00+02:00')).toMatchObject({
    reason: 'CALENDAR_SABBATH',
    detail: 'Sabbath, in Jerusalem',
  });
});

test('a calendar that never opens says so, and says why it is closed', () => {
  const opening = openingOf({ quietHours: { from: '00:00', to: '24:00' } }, '2026-11-28T12:00:00Z');
  expect(opening).toMatchObject({ isOpen: false, opensAt: null, reason: 'CALENDAR_NEVER_OPENS' });
  if (!opening.isOpen) expect(opening.detail).toContain('Quiet hours');
  const long = { name: null, from: '2026-11-01', to: '2027-12-31', hours: [] };
  expect(openingOf({ days: [long] }, '2026-11-28T12:00:00Z', 'UTC')).toMatchObject({
    opensAt: Date.parse('2028-01-01T00:00:00Z'),
  });
  const longer = { ...long, to: '2028-01-31' };
  expect(openingOf({ days: [longer] }, '2026-11-28T12:00:00Z', 'UTC')).toMatchObject({ opensAt: null });
});

test('a contact is where their city, else their zone, else their country is, else where the workspace is', () => {
  const noon = {
    hours: Object.fromEntries(
      ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [
        day,
        [{ from: '12:00', to: '13:00' }],
      ]),
    ),
  } as unknown as Partial<CalendarSettings>;
  const calendars = calendarsOf(noon, 'Asia/Dubai');
  const at = Date.parse('2026-11-25T00:00:00Z');
  const hourOf = (where: { timeZone: string | null; country?: string | null; city?: string | null }): number => {
    const opening = nextOpening(calendars, { channel: 'email', ...where, at });
    return opening.isOpen ? NaN : new Date(opening.opensAt!).getUTCHours();
  };
  expect(hourOf({ timeZone: 'Asia/Jerusalem', country: 'GB' })).toBe(10);
  expect(hourOf({ timeZone: null, country: 'GB' })).toBe(12);
  expect(hourOf({ timeZone: null, country: 'gb' })).toBe(12);
  expect(hourOf({ timeZone: null, country: 'US', city: 'ניו יורק' })).toBe(17);
  expect(hourOf({ timeZone: 'Nowhere/Land', country: null })).toBe(8);
  expect(hourOf({ timeZone: null, country: 'US' })).toBe(8);
});

test('the sun of the calendar counts for contacts of its time zone, that of their own zone for all others', () => {
  const calendars = calendarsOf(
    { sabbath: { candleLightingMinutes: null, nightfallMinutes: 42 }, city: 'haifa' },
    'Asia/Jerusalem',
  );
  const detailOf = (timeZone: string | null, city?: string) => {
    const opening = nextOpening(calendars, {
      channel: 'email',
      timeZone,
      city,
      at: Date.parse('2026-11-28T12:00:00Z'),
    });
    return opening.isOpen ? null : opening.detail;
  };
  expect(detailOf('Asia/Jerusalem')).toBe('Sabbath, in Haifa');
  expect(detailOf(null)).toBe('Sabbath, in Haifa');
  expect(detailOf('Asia/Jerusalem', 'Eilat')).toBe('Sabbath, in Eilat');
  expect(detailOf('Europe/Paris')).toBe('Sabbath, in Paris');
  expect(detailOf('America/Phoenix')).toBe('Sabbath, in Phoenix');
  expect(detailOf('Asia/Calcutta')).toBe('Sabbath, in Kolkata');
  expect(detailOf('UTC')).toBe('Sabbath, in Haifa');
});
