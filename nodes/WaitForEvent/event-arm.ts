import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { TriggerFilter } from '../shared/hub';
import { journeyFacts } from '../shared/journey-facts';
import { listOf, orderFilter, statusesOf } from '../shared/order-filter';
import type { Rule } from '../shared/rule';
import type { EventArm } from '../shared/wait-arm';
import type { ArmPlace } from './arm-place';

/** An arm for an event of the contact. Throws a UserError where it waits for no event, or cannot tell for which. */
export function eventArm(context: IExecuteFunctions, entry: IDataObject, { output, name }: ArmPlace): EventArm {
  const events = [...new Set([...listOf(entry.events ?? ['order.placed']), ...listOf(entry.otherEvents)])];
  if (events.length === 0) throw new UserError(`The output "${name}" waits for no event: choose at least one`);
  const filter: TriggerFilter = { events, ...orderFilter((entry.filters ?? {}) as IDataObject) };
  const [shop] = listOf(entry.shop);
  if (shop !== undefined) filter.shop = shop;
  const toStatuses = statusesOf(entry.toStatuses);
  if (toStatuses.length > 0 && events.includes('order.status_changed')) filter.toStatuses = toStatuses;
  const about = aboutOf(context, entry, name);
  const lookBack = entry.lookBack === 'journey' ? 'journey' : 'node';
  return { kind: 'event', output, name, filter, lookBack, ...(about && { about }) };
}

/** What the event has to have in common with the item. */
function aboutOf(context: IExecuteFunctions, entry: IDataObject, name: string): Rule | undefined {
  const { about = 'anything' } = entry;
  if (about === 'anything') return undefined;
  const [path, values] =
    about === 'order'
      ? ['order.id', ordersOf(context)]
      : about === 'products'
        ? ['order.lines.productId', productsOf(context)]
        : [listOf(entry.aboutField)[0] ?? '', listOf(entry.aboutValue)];
  if (!/^[\w-]+(\.[\w-]+)*$/.test(path)) {
    throw new UserError(`The output "${name}" compares a field of the event: write it as order.id`);
  }
  if (values.length > 0) return { event: path, operator: 'oneOf', value: values };
  throw new UserError(`The output "${name}" waits for an event about the same ${what(about)}, but the item names none`);
}

function ordersOf(context: IExecuteFunctions): string[] {
  for (const { id } of journeyFacts(context, 0, 'order')) if (listOf(id).length > 0) return listOf(id);
  return [];
}

function productsOf(context: IExecuteFunctions): string[] {
  for (const { lines } of journeyFacts(context, 0, 'order')) {
    const ids = (Array.isArray(lines) ? (lines as IDataObject[]) : []).flatMap(({ productId }) => listOf(productId));
    if (ids.length > 0) return [...new Set(ids)];
  }
  for (const { id, parentId } of journeyFacts(context, 0, 'product')) {
    const ids = [...listOf(parentId), ...listOf(id)];
    if (ids.length > 0) return ids;
  }
  return [];
}

const what = (about: unknown): string => (about === 'order' ? 'order' : about === 'products' ? 'products' : 'value');
