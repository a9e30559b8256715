import {
  LoadedCalendars,
  nextOpening,
  OPEN_CALENDAR,
  type CalendarSettings,
  type Opening,
} from '../../../packages/runtime/src/calendar';

const MINUTE = 60_000;
const SABBATH = { candleLightingMinutes: null, nightfallMinutes: 42 };

const known = new Map<string, LoadedCalendars>();

function look(settings: Partial<CalendarSettings>, at: string, where: { timeZone: string; city?: string }): Opening {
  const key = JSON.stringify(settings);
  const calendars =
    known.get(key) ?? new LoadedCalendars('UTC', new Map([['default', { ...OPEN_CALENDAR, ...settings }]]));
  known.set(key, calendars);
  return nextOpening(calendars, { channel: 'email', country: null, ...where, at: Date.parse(at) });
}

/** The first closed minute within a day from an instant on. */
function closesAt(
  settings: Partial<CalendarSettings>,
  from: string,
  where: { timeZone: string; city?: string },
): number {
  for (let at = Date.parse(from); ; at += MINUTE) {
    if (!look(settings, new Date(at).toISOString(), where).isOpen) return at;
    if (at > Date.parse(from) + 24 * 60 * MINUTE) throw new Error('It does not close');
  }
}

// As Israeli newspapers and sites printed them, on Israel's wall: candles of Friday, nightfall of Saturday.
const PRINTED = [
  [
    '2025-12-26',
    '+02:00',
    { jerusalem: ['16:02', '17:23'], 'tel-aviv': ['16:21', '17:24'], haifa: ['16:10', '17:21'] },
  ],
  ['2026-01-30', '+02:00', { jerusalem: ['16:31', '17:50'], haifa: ['16:40', '17:50'] }],
  ['2026-02-20', '+02:00', { jerusalem: ['16:49', '18:07'], haifa: ['16:59', '18:07'] }],
  [
    '2026-03-27',
    '+03:00',
    { jerusalem: ['18:15', '19:32'], 'tel-aviv': ['18:35', '19:34'], haifa: ['18:26', '19:34'] },
  ],
] as const;

const CASES = PRINTED.flatMap(([friday, offset, cities]) =>
  Object.entries(cities).map(([city, [candles, nightfall]]) => ({ friday, offset, city, candles, nightfall })),
);

test.each(CASES)(
  'a contact in $city gets nothing from the printed candle lighting of $friday ($candles) on',
  ({ friday, offset, city, candles, nightfall }) => {
    const where = { timeZone: 'Asia/Jerusalem', city };
    const closes = closesAt({ sabbath: SABBATH }, `${friday}T12:00:00${offset}`, where);
    expect(Math.abs(closes - Date.parse(`${friday}T${candles}:00${offset}`)) / MINUTE).toBeLessThanOrEqual(2);
    const opening = look({ sabbath: SABBATH }, new Date(closes).toISOString(), where);
    if (opening.isOpen) throw new Error('It is closed');
    expect(opening).toMatchObject({ reason: 'CALENDAR_SABBATH' });
    // Printed by the stars; 42 minutes are never earlier than that, and little later.
    const late = opening.opensAt! - (Date.parse(`${friday}T${nightfall}:00${offset}`) + 24 * 60 * MINUTE);
    expect(late / MINUTE).toBeGreaterThanOrEqual(-1);
    expect(late / MINUTE).toBeLessThanOrEqual(9);
  },
);

test('calendars that count the height of a city, or 18 minutes in Tel Aviv, differ by five minutes at most', () => {
  const printed = [
    ['2019-12-06', '+02:00', { jerusalem: '15:55', 'tel-aviv': '16:14', haifa: '16:04' }],
    ['2024-10-02', '+03:00', { jerusalem: '17:43', 'tel-aviv': '18:02', haifa: '17:53' }], // the eve of Rosh Hashana
    ['2026-01-30', '+02:00', { 'tel-aviv': '16:54' }],
    ['2026-02-20', '+02:00', { 'tel-aviv': '17:13' }],
    ['2025-10-10', '+03:00', { jerusalem: '17:37', 'tel-aviv': '17:53', haifa: '17:46' }],
    ['2025-11-14', '+02:00', { jerusalem: '16:05', 'tel-aviv': '16:20', haifa: '16:12' }],
  ] as const;
  for (const [date, offset, cities] of printed) {
    for (const [city, candles] of Object.entries(cities)) {
      const where = { timeZone: 'Asia/Jerusalem', city };
      const closes = closesAt({ sabbath: SABBATH, holidays: 'israel' }, `${date}T12:00:00${offset}`, where);
      const late = (closes - Date.parse(`${date}T${candles}:00${offset}`)) / MINUTE;
      expect([date, city, late, Math.abs(late) <= 5]).toEqual([date, city, late, true]);
    }
  }
});

test('two days of Rosh Hashana and the Sabbath after them are one closing', () => {
  const opening = look({ sabbath: SABBATH, holidays: 'israel' }, '2024-10-02T20:00:00+03:00', {
    timeZone: 'Asia/Jerusalem',
    city: 'jerusalem',
  });
  expect(opening).toMatchObject({ isOpen: false, reason: 'CALENDAR_HOLIDAY', detail: 'Rosh Hashana, in Jerusalem' });
  // Printed for the nightfall of that Sabbath: 18:55.
  const late = opening.isOpen ? NaN : (opening.opensAt! - Date.parse('2024-10-05T18:55:00+03:00')) / MINUTE;
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThanOrEqual(9);
});

/** The dates of a year whose noon is closed. */
function closedNoons(
  settings: Partial<CalendarSettings>,
  from: string,
  days: number,
  where: { timeZone: string },
): string[] {
  return Array.from({ length: days }, (_, index) => new Date(Date.parse(`${from}T12:00:00Z`) + index * 1440 * MINUTE))
    .filter((noon) => !look(settings, noon.toISOString(), where).isOpen)
    .map((noon) => noon.toISOString().slice(0, 10));
}

test('holidays of 5787 are where printed calendars have them: one day in Israel, two in the diaspora', () => {
  const israel = [
    ...['2026-09-12', '2026-09-13', '2026-09-21', '2026-09-26', '2026-10-03'], // Rosh Hashana to Shemini Atzeret
    ...['2027-04-22', '2027-04-28', '2027-06-11'], // Pesach and its seventh day, Shavuot
  ];
  const diaspora = [...israel, '2026-09-27', '2026-10-04', '2027-04-23', '2027-04-29', '2027-06-12'].sort();
  expect(closedNoons({ holidays: 'israel' }, '2026-09-01', 365, { timeZone: 'Asia/Jerusalem' })).toEqual(israel);
  expect(closedNoons({ holidays: 'diaspora' }, '2026-09-01', 365, { timeZone: 'Europe/London' })).toEqual(diaspora);
  expect(closedNoons({ holidays: 'contact' }, '2026-09-01', 365, { timeZone: 'Asia/Jerusalem' })).toEqual(israel);
  expect(closedNoons({ holidays: 'contact' }, '2026-09-01', 365, { timeZone: 'Europe/London' })).toEqual(diaspora);
});

test('holidays of a leap year, 5784, are where printed calendars have them', () => {
  expect(closedNoons({ holidays: 'israel' }, '2023-09-01', 365, { timeZone: 'Asia/Jerusalem' })).toEqual([
    ...['2023-09-16', '2023-09-17', '2023-09-25', '2023-09-30', '2023-10-07', '2024-04-23', '2024-04-29', '2024-06-12'],
  ]);
});

test('Ramadan of 1448 begins on 8 February 2027 and has 29 days; where the moon is seen later, everything is a day later', () => {
  const riyadh = { timeZone: 'Asia/Riyadh' };
  const ramadan = (shiftDays: -1 | 0 | 1) => ({ ramadan: { from: 'dawn', shiftDays } as const });
  const days = closedNoons(ramadan(0), '2027-01-20', 60, riyadh);
  expect([days[0], days.at(-1), days.length]).toEqual(['2027-02-08', '2027-03-08', 29]);
  expect(closedNoons(ramadan(1), '2027-01-20', 60, riyadh)[0]).toBe('2027-02-09');
  expect(closedNoons(ramadan(-1), '2027-01-20', 60, riyadh)[0]).toBe('2027-02-07');
});

test('in Ramadan a contact in Mecca may be written to from sunset until the fast begins', () => {
  const settings = { ramadan: { from: 'dawn', shiftDays: 0 } } as const;
  const mecca = { timeZone: 'Asia/Riyadh', city: 'Mecca' };
  const noon = look(settings, '2027-02-10T12:00:00+03:00', mecca);
  expect(noon).toMatchObject({ isOpen: false, reason: 'CALENDAR_RAMADAN' });
  // Sunset of Mecca in the second week of February: 18:16 to 18:18.
  if (!noon.isOpen) expect(new Date(noon.opensAt!).toISOString()).toMatch(/^2027-02-10T15:1[5-9]/);
  // Fajr is some 80 minutes before the sunrise of 6:54.
  expect(look(settings, '2027-02-11T05:20:00+03:00', mecca)).toEqual({ isOpen: true });
  expect(look(settings, '2027-02-11T05:50:00+03:00', mecca)).toMatchObject({ isOpen: false });
  const bySunrise = { ramadan: { from: 'sunrise', shiftDays: 0 } } as const;
  expect(look(bySunrise, '2027-02-11T05:50:00+03:00', mecca)).toEqual({ isOpen: true });
  expect(look(bySunrise, '2027-02-11T07:10:00+03:00', mecca)).toMatchObject({ isOpen: false });
});

test('where the sun does not set in summer, or rise in winter, a Sabbath still begins and ends', () => {
  for (const [timeZone, city] of [
    ['Arctic/Longyearbyen', undefined],
    ['Europe/Oslo', undefined],
    ['Antarctica/McMurdo', undefined],
    ['America/Nome', undefined],
    ['Asia/Jerusalem', 'haifa'],
  ] as const) {
    for (const saturday of ['2026-06-20', '2026-12-19', '2027-03-20']) {
      const from = Date.parse(`${saturday}T12:00:00Z`) - 2 * 1440 * MINUTE;
      let closed = 0;
      for (let minute = 0; minute < 4 * 1440; minute += 30) {
        const at = new Date(from + minute * MINUTE).toISOString();
        if (!look({ sabbath: SABBATH }, at, { timeZone, ...(city && { city }) }).isOpen) closed += 30;
      }
      // A day, an hour for candles and nightfall, and what the sun moves from one day to the next.
      expect([timeZone, saturday, closed > 24.5 * 60 && closed < 26 * 60]).toEqual([timeZone, saturday, true]);
    }
  }
});
