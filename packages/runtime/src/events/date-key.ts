import { createHash } from 'node:crypto';

import type { DateSpec } from './trigger-filter';

const known = new WeakMap<DateSpec, string>();

/** What tells what date triggers wait for apart: those that wait for the same share their events. */
export function dateKey(spec: DateSpec): string {
  let key = known.get(spec);
  if (key === undefined) {
    const { field, offset, timeOfDay, zone, repeat, leapDay, lateHours } = spec;
    const parts = [
      field,
      offset.amount,
      offset.unit,
      timeOfDay.hour,
      timeOfDay.minute,
      zone,
      repeat,
      leapDay,
      lateHours,
    ];
    key = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
    known.set(spec, key);
  }
  return key;
}
