import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { journeyFacts } from '../shared/journey-facts';
import { listOf } from '../shared/order-filter';
import { parseInstant } from '../shared/parse-instant';
import type { FieldArm, TimeArm } from '../shared/wait-arm';
import { checkInstant, spanOf, timeOfDayOf } from '../shared/wait-settings';
import { wakeAround, type Span } from '../shared/wake-time';
import type { ArmPlace } from './arm-place';

/**
 * An arm for a date in a field. A field of the contact or of an order is looked up by the server, now and whenever it
 * changes; one of the item is a date like any other, or none where it has passed and is to be ignored.
 * Throws a UserError for a field or a date that is none.
 */
export function fieldArm(
  context: IExecuteFunctions,
  entry: IDataObject,
  { output, name, now, timeZone }: ArmPlace,
): FieldArm | TimeArm | undefined {
  const offset = offsetOf(entry);
  const timeOfDay = timeOfDayOf(entry.timeOfDay);
  const ifPassed = entry.ifPassed === 'ignore' ? 'ignore' : 'continue';
  if (entry.fieldOf === 'item') {
    const at = checkInstant(wakeAround(parseInstant(entry.itemDate, timeZone), offset, timeOfDay, timeZone));
    return at <= now && ifPassed === 'ignore' ? undefined : { output, name, reason: 'date', at };
  }
  const [path = ''] = listOf(entry.field);
  if (!/^[\w-]+(\.[\w-]+)*$/.test(path)) {
    throw new UserError(`The output "${name}" waits for a date field: write it as attributes.birthday or completedAt`);
  }
  const field =
    entry.fieldOf === 'order'
      ? { of: 'order' as const, order: orderOf(context, name), path: `order.${path.replace(/^order\./, '')}` }
      : { of: 'contact' as const, path };
  return { kind: 'field', output, name, field, offset, timeZone, ifPassed, ...(timeOfDay && { timeOfDay }) };
}

function offsetOf(entry: IDataObject): FieldArm['offset'] {
  const { amount, unit }: Span = spanOf(entry.offset ?? 0, entry.offsetUnit ?? 'days');
  if (unit === 'seconds') throw new UserError('An offset is given in minutes, hours, days or weeks');
  return { amount: entry.direction === 'before' ? -amount : amount, unit };
}

function orderOf(context: IExecuteFunctions, name: string): string {
  for (const { id } of journeyFacts(context, 0, 'order')) {
    const [order] = listOf(id);
    if (order !== undefined) return order;
  }
  throw new UserError(`The output "${name}" waits for a date of the order, but the item has no order.id`);
}
