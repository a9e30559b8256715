import { nextOccurrence, readDay } from '../../../packages/runtime/src/dates';
import type { DateSpec } from '../../../packages/runtime/src/events';

const BIRTHDAY: DateSpec = {
  field: 'attributes.birthday',
  offset: { amount: 0, unit: 'days' },
  timeOfDay: { hour: 9, minute: 0 },
  zone: 'contact',
  repeat: 'yearly',
  leapDay: 'february28',
  lateHours: 12,
};
const UTC = 'UTC';
const next = (spec: Partial<DateSpec>, value: unknown, after: string, timeZone = UTC) => {
  const day = readDay(value, timeZone);
  const found = day && nextOccurrence({ ...BIRTHDAY, ...spec }, day, timeZone, Date.parse(after));
  return found && [new Date(found.dueAt).toISOString(), found.name, found.years];
};

test.each<[string, Partial<DateSpec>, unknown, string, string, unknown]>([
  [
    'comes this year where its hour is ahead',
    {},
    '1990-11-22',
    '2026-11-22T08:59:59Z',
    UTC,
    ['2026-11-22T09:00:00.000Z', '2026', 36],
  ],
  [
    'comes next year where its hour has gone by',
    {},
    '1990-11-22',
    '2026-11-22T09:00:00Z',
    UTC,
    ['2027-11-22T09:00:00.000Z', '2027', 37],
  ],
  ['comes without a year', {}, '--05-14', '2026-06-01T00:00:00Z', UTC, ['2027-05-14T09:00:00.000Z', '2027', null]],
  [
    'of 29 February comes on the 28th',
    {},
    '1988-02-29',
    '2026-01-01T00:00:00Z',
    UTC,
    ['2026-02-28T09:00:00.000Z', '2026', 38],
  ],
  [
    'of 29 February comes on 1 March',
    { leapDay: 'march1' },
    '1988-02-29',
    '2026-01-01T00:00:00Z',
    UTC,
    ['2026-03-01T09:00:00.000Z', '2026', 38],
  ],
  [
    'of 29 February comes on it in a leap year',
    {},
    '1988-02-29',
    '2028-01-01T00:00:00Z',
    UTC,
    ['2028-02-29T09:00:00.000Z', '2028', 40],
  ],
  [
    'comes two weeks before, in the year before',
    { offset: { amount: -14, unit: 'days' } },
    '1990-01-05',
    '2026-12-01T00:00:00Z',
    UTC,
    ['2026-12-22T09:00:00.000Z', '2027', 37],
  ],
  [
    'comes a month before, on the last day of a shorter month',
    { offset: { amount: -1, unit: 'months' } },
    '2027-03-31',
    '2026-12-01T00:00:00Z',
    UTC,
    ['2027-02-28T09:00:00.000Z', '2027', 0],
  ],
  [
    'comes in the zone of the contact',
    {},
    '1990-11-22',
    '2026-11-01T00:00:00Z',
    'Asia/Jerusalem',
    ['2026-11-22T07:00:00.000Z', '2026', 36],
  ],
  [
    'at an hour that clocks skip comes an hour later',
    { timeOfDay: { hour: 2, minute: 30 } },
    '1990-03-08',
    '2026-01-01T00:00:00Z',
    'America/New_York',
    ['2026-03-08T07:30:00.000Z', '2026', 36],
  ],
  [
    'at an hour that comes twice comes at the first',
    { timeOfDay: { hour: 1, minute: 30 } },
    '1990-11-01',
    '2026-01-01T00:00:00Z',
    'America/New_York',
    ['2026-11-01T05:30:00.000Z', '2026', 36],
  ],
  [
    'of a registration begins a year later',
    { field: 'createdAt' },
    Date.parse('2026-11-20T22:30:00Z'),
    '2026-11-20T23:00:00Z',
    'Asia/Jerusalem',
    ['2027-11-21T07:00:00.000Z', '2027', 1],
  ],
  ['that comes once is over', { repeat: 'once' }, '2026-11-22', '2026-11-22T10:00:00Z', UTC, undefined],
  [
    'that comes once comes before its day',
    { repeat: 'once', offset: { amount: -30, unit: 'days' } },
    '2026-12-22',
    '2026-11-22T08:00:00Z',
    UTC,
    ['2026-11-22T09:00:00.000Z', '2026-12-22', 0],
  ],
  [
    'that comes every month comes on the last day of February',
    { repeat: 'monthly' },
    '2026-01-31',
    '2026-02-01T00:00:00Z',
    UTC,
    ['2026-02-28T09:00:00.000Z', '2026-02', 0],
  ],
  [
    'in years to come begins then',
    {},
    '2030-05-05',
    '2026-01-01T00:00:00Z',
    UTC,
    ['2030-05-05T09:00:00.000Z', '2030', 0],
  ],
  ['that is none never comes', {}, '2026-02-30', '2026-01-01T00:00:00Z', UTC, undefined],
  ['that is no text never comes', {}, { a: 1 }, '2026-01-01T00:00:00Z', UTC, undefined],
])('a date %s', (_title, spec, value, after, timeZone, expected) => {
  expect(next(spec, value, after, timeZone)).toEqual(expected);
});
