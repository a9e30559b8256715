import fc from 'fast-check';

import { parseInstant } from '../../../../nodes/shared/parse-instant';
import { wakeAround } from '../../../../nodes/shared/wake-time';
import { fieldInstant } from '../../../../packages/runtime/src/engine/waits/field-instant';

const ZONES = ['Europe/Vienna', 'Asia/Jerusalem', 'America/New_York', 'Asia/Beirut', 'Pacific/Apia', 'UTC'];
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

test('a date in a field and the same date in an item are the same instant', () => {
  const date = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const text = date.chain((at) =>
    fc.constantFrom(at.toISOString(), at.toISOString().slice(0, 10), at.toISOString().slice(0, 16), at.getTime()),
  );
  const unit = fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const, 'weeks' as const);
  const timeOfDay = fc.option(
    fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: -60, max: 60 }),
      unit,
      timeOfDay,
      fc.constantFrom(...ZONES),
      (value, amount, unitOf, time, timeZone) => {
        const inItem = wakeAround(parseInstant(value, timeZone), { amount, unit: unitOf }, time, timeZone);
        const arm = { offset: { amount, unit: unitOf }, timeZone, ...(time && { timeOfDay: time }) };
        expect(iso(fieldInstant(value, arm))).toBe(iso(inItem));
      },
    ),
  );
});

test.each([undefined, null, '', 'soon', '24/12/2026', '2026-13-01', '2026-02-30', Number.NaN, 1e300, {}, true])(
  '%p is no date',
  (value) => {
    expect(fieldInstant(value, { offset: { amount: 1, unit: 'days' }, timeZone: 'UTC' })).toBeNull();
  },
);

test('an offset beyond the calendar gives no date', () => {
  const offset = { amount: 1e15, unit: 'weeks' as const };
  expect(fieldInstant('2026-01-01', { offset, timeZone: 'UTC', timeOfDay: { hour: 9, minute: 0 } })).toBeNull();
});
