import { instantOf, isTimeZone, wallTimeOf, type WallTime } from '../../../nodes/shared/zoned-time';

const iso = (instant: number) => new Date(instant).toISOString();
const wall = (text: string): WallTime => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return { year, month, day, hour, minute, second: 0, millisecond: 0 };
};

test('a contact reads the hour of its own country on the wall', () => {
  const instant = Date.parse('2026-11-22T22:30:15.250Z');
  expect(wallTimeOf(instant, 'Asia/Jerusalem')).toEqual({
    year: 2026,
    month: 11,
    day: 23,
    hour: 0,
    minute: 30,
    second: 15,
    millisecond: 250,
  });
  expect(wallTimeOf(-1, 'UTC')).toMatchObject({ year: 1969, second: 59, millisecond: 999 });
});

test.each([
  ['2026-07-01T09:00', 'Asia/Jerusalem', '2026-07-01T06:00:00.000Z'],
  ['2026-12-01T09:00', 'Asia/Jerusalem', '2026-12-01T07:00:00.000Z'],
  ['2026-12-32T09:00', 'UTC', '2027-01-01T09:00:00.000Z'],
  ['2026-12-01T09:00', 'America/St_Johns', '2026-12-01T12:30:00.000Z'],
  ['2026-12-01T09:00', 'Pacific/Kiritimati', '2026-11-30T19:00:00.000Z'],
])('%s in %s is %s', (text, timeZone, expected) => {
  expect(iso(instantOf(wall(text), timeZone))).toBe(expected);
});

test('an hour that a clock change skips is taken as that much later', () => {
  expect(iso(instantOf(wall('2026-03-29T02:30'), 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
  expect(wallTimeOf(Date.parse('2026-03-29T01:30:00Z'), 'Europe/Berlin')).toMatchObject({ hour: 3, minute: 30 });
});

test('of an hour that comes twice the first is taken', () => {
  expect(iso(instantOf(wall('2026-10-25T02:30'), 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
});

test('every hour of a year and its wall agree in every kind of zone', () => {
  for (const timeZone of ['Asia/Jerusalem', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']) {
    for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 3_600_000) {
      const again = instantOf(wallTimeOf(instant, timeZone), timeZone);
      // Of the hour that comes twice, only the first is reached.
      if (again !== instant) expect(wallTimeOf(again, timeZone)).toEqual(wallTimeOf(instant, timeZone));
    }
  }
});

test('an invented time zone is none', () => {
  expect(isTimeZone('Asia/Jerusalem')).toBe(true);
  expect(['Mars/Olympus', '', undefined, 3].filter(isTimeZone)).toEqual([]);
});
