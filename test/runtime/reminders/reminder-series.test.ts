import { moveSeries, readSeries, seriesIn, writeSeries } from '../../../packages/runtime/src/reminders/reminder-series';
import { readWallTime, writeWallTime } from '../../../packages/runtime/src/reminders/read-wall-time';

const ZONE = 'Asia/Jerusalem';
const at = (text: string): number => Date.parse(text);
const FIELDS = ['usageReminderAt', 'usageReminderLater', 'usageReminderStatus'];

test('a series is known by its three custom fields, and by no two of them', () => {
  expect(seriesIn([...FIELDS, 'tier', 'walkAt', 'walkStatus'])).toEqual(['usageReminder']);
  expect(seriesIn(['At', 'Later', 'Status'])).toEqual([]);
});

test('what a series says is read again as it was written', () => {
  const series = { name: 'usageReminder', dates: [at('2026-01-10T07:00Z'), at('2026-01-17T07:00Z')] };
  for (const status of ['on', 'paused'] as const) {
    expect(readSeries('usageReminder', writeSeries({ ...series, status }))).toEqual({ ...series, status });
  }
  expect(writeSeries({ ...series, status: 'paused' })).toEqual({
    usageReminderAt: null,
    usageReminderLater: '2026-01-10T07:00:00.000Z 2026-01-17T07:00:00.000Z',
    usageReminderStatus: 'paused',
  });
  expect(readSeries('usageReminder', { usageReminderStatus: 'stopped', usageReminderAt: '2026-01-10' })).toEqual({
    ...{ name: 'usageReminder', status: 'stopped', dates: [] },
  });
});

test('a contact for whom nothing is planned has no series, and what is no date is passed over', () => {
  expect(readSeries('usageReminder', { usageReminderStatus: 'on' })).toBeUndefined();
  expect(readSeries('usageReminder', { usageReminderAt: 'soon', usageReminderLater: 7 })).toBeUndefined();
  const read = readSeries('usageReminder', { usageReminderLater: 'tomorrow, 2026-01-17T07:00Z 2026-01-10T07:00Z' });
  expect(read).toEqual({
    ...{ name: 'usageReminder', status: 'on', dates: [at('2026-01-10T07:00Z'), at('2026-01-17T07:00Z')] },
  });
});

test('all later reminders move along with the next one, on the wall of the contact, across a change of the clocks', () => {
  // Israel goes to summer time on 27 March 2026: nine in the morning is 07:00 UTC before it and 06:00 UTC after.
  const dates = [at('2026-03-24T07:00Z'), at('2026-03-26T07:00Z'), at('2026-04-02T06:00Z')];
  const moved = moveSeries({ name: 's', status: 'paused', dates }, at('2026-03-26T18:30Z'), ZONE);
  expect(moved.status).toBe('on');
  expect(moved.dates.map((instant) => writeWallTime(instant, ZONE))).toEqual([
    '2026-03-26T20:30',
    '2026-03-28T20:30',
    '2026-04-04T20:30',
  ]);
});

test('what a browser sends is a time on the wall of the contact; what no wall ever shows is none', () => {
  expect(readWallTime('2026-07-01T09:00', ZONE)).toBe(at('2026-07-01T06:00Z'));
  expect(readWallTime('2026-01-01T09:00:00', ZONE)).toBe(at('2026-01-01T07:00Z'));
  for (const none of ['', 'tomorrow', '2026-02-30T09:00', '2026-01-01T25:00', '2026-13-01T09:00', '2026-01-01']) {
    expect(readWallTime(none, ZONE)).toBeUndefined();
  }
});
