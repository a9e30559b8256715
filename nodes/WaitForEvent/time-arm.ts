import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { parseInstant } from '../shared/parse-instant';
import type { TimeArm } from '../shared/wait-arm';
import { checkInstant, requiredTimeOfDay, spanOf, timeOfDayOf, weekdaysOf } from '../shared/wait-settings';
import { nextLocalTime, wakeAfter } from '../shared/wake-time';
import type { ArmPlace } from './arm-place';

/** An arm for a while, until a date, or until a time of day. Throws a UserError for a time that is none. */
export function timeArm(_context: IExecuteFunctions, entry: IDataObject, place: ArmPlace): TimeArm {
  return { output: place.output, name: place.name, reason: 'date', at: checkInstant(instantOf(entry, place)) };
}

function instantOf(entry: IDataObject, { now, timeZone }: ArmPlace): number {
  if (entry.waitFor === 'date') return parseInstant(entry.date, timeZone);
  if (entry.waitFor === 'time') {
    return nextLocalTime(now, requiredTimeOfDay(entry.timeOfDay), weekdaysOf(entry.weekdays), timeZone);
  }
  return wakeAfter(now, spanOf(entry.amount ?? 1, entry.unit ?? 'days'), timeOfDayOf(entry.timeOfDay), timeZone);
}
