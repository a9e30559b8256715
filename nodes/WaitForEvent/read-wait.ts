import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { contactReference } from '../shared/contact-reference';
import type { WaitRequest } from '../shared/hub';
import type { TimeArm, WaitArm } from '../shared/wait-arm';
import { checkInstant, spanOf, timeZoneOf } from '../shared/wait-settings';
import { wakeAfter } from '../shared/wake-time';
import type { ArmPlace } from './arm-place';
import { conditionArm } from './condition-arm';
import { eventArm } from './event-arm';
import { fieldArm } from './field-arm';
import { timeArm } from './time-arm';

const READERS: Record<string, typeof timeArm | typeof eventArm | typeof conditionArm | typeof fieldArm> = {
  event: eventArm,
  condition: conditionArm,
  field: fieldArm,
  after: timeArm,
  date: timeArm,
  time: timeArm,
};

/**
 * What the node waits for, by its parameters: those for the first item. Times that have passed come first of all.
 * Throws a UserError for parameters that make no sense.
 */
export function readWait(context: IExecuteFunctions, now: number): WaitRequest {
  const timeZone = timeZoneOf(context, 0);
  const entries = context.getNodeParameter('arms.values', 0, []) as IDataObject[];
  const read = entries.map((entry, index) => {
    const name = typeof entry.name === 'string' && entry.name.trim() !== '' ? entry.name.trim() : String(index + 1);
    return readArm(context, entry, { output: index + 1, name, now, timeZone });
  });
  const times = read.filter((arm): arm is TimeArm => arm !== undefined && !('kind' in arm));
  return {
    contact: contactReference(context, 0),
    byTime: [...times, timeout(context, now, timeZone)].reduce((first, next) => (next.at < first.at ? next : first)),
    arms: read.filter((arm): arm is WaitArm => arm !== undefined && 'kind' in arm),
  };
}

function readArm(context: IExecuteFunctions, entry: IDataObject, place: ArmPlace): WaitArm | TimeArm | undefined {
  const kind = typeof entry.waitFor === 'string' ? entry.waitFor : 'event';
  const reader = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  if (reader) return reader(context, entry, place);
  throw new UserError(`The output "${place.name}" waits for something that does not exist: ${JSON.stringify(kind)}`);
}

/** The end of the longest wait. */
function timeout(context: IExecuteFunctions, now: number, timeZone: string): TimeArm {
  const span = spanOf(context.getNodeParameter('atMost', 0, 30), context.getNodeParameter('atMostUnit', 0, 'days'));
  if (span.amount === 0) throw new UserError('"Wait at Most" is 0: nothing could come in time');
  const at = checkInstant(wakeAfter(now, span, undefined, timeZone));
  return { output: 0, name: 'Timed out', reason: 'timeout', at };
}
