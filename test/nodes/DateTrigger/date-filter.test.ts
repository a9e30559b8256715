import { DateTrigger } from '../../../nodes/DateTrigger/DateTrigger.node';

const filterOf = (parameters: object) => new DateTrigger().triggerFilter(parameters as never);
const BIRTHDAY = {
  field: 'attributes.birthday',
  offset: { amount: 0, unit: 'days' },
  timeOfDay: { hour: 9, minute: 0 },
  zone: 'contact',
  repeat: 'yearly',
  leapDay: 'february28',
  lateHours: 12,
};

test('a new node waits for birthdays at nine in the morning where contacts live', () => {
  expect(filterOf({})).toEqual({ events: ['date.reached'], dates: [BIRTHDAY] });
});

test('each number of days is a date of its own', () => {
  const { dates } = filterOf({
    date: 'attribute',
    attribute: ' renewal ',
    repeat: 'once',
    offsets: '-30, −15, 0, 0',
    timeOfDay: '8:05',
  });
  const renewal = { ...BIRTHDAY, field: 'attributes.renewal', repeat: 'once', timeOfDay: { hour: 8, minute: 5 } };
  expect(dates).toEqual([-30, -15, 0].map((amount) => ({ ...renewal, offset: { amount, unit: 'days' } })));
});

test('months take the place of days', () => {
  expect(filterOf({ offsets: '-30', options: { months: -1 } }).dates).toEqual([
    { ...BIRTHDAY, offset: { amount: -1, unit: 'months' } },
  ]);
});

test.each([
  [{ timeOfDay: '25:00' }, 'The time of day has to be written as 09:00'],
  [{ offsets: 'soon' }, 'Days has to be a whole number'],
  [{ offsets: '' }, 'Say how many days'],
  [{ date: 'attribute' }, 'Say which attribute'],
  [{ date: 'moon' }, 'There is no date called "moon"'],
  [{ options: { lateHours: 400 } }, 'Late by at Most has to be a whole number from 0 to 168'],
])('a builder who writes %j is told what to change', (parameters, message) => {
  expect(() => filterOf(parameters)).toThrow(message);
});
