import type { IDataObject } from 'n8n-workflow';

import type { TriggerFilter } from '../hub';
import { listOf, orderFilter, statusesOf } from '../order-filter';

const DEFAULT_EVENTS = ['order.placed'];

/**
 * What a trigger node waits for, by its parameters as they stand in the workflow: those at their default may be
 * missing. Throws a UserError when the minimum total is not an amount.
 */
export function triggerFilter(parameters: IDataObject): TriggerFilter {
  const events = parameters.events === undefined ? DEFAULT_EVENTS : [...new Set(listOf(parameters.events))];
  const filter: TriggerFilter = { events, ...orderFilter((parameters.filters ?? {}) as IDataObject) };
  const [shop] = listOf(parameters.shop);
  if (shop !== undefined) filter.shop = shop;
  const toStatuses = statusesOf(parameters.toStatuses, parameters.otherToStatuses);
  // A parameter that the editor hides keeps its old value.
  if (toStatuses.length > 0 && events.includes('order.status_changed')) filter.toStatuses = toStatuses;
  return filter;
}
