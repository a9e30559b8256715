import type { IDataObject } from 'n8n-workflow';

import type { TriggerFilter } from '../shared/hub';
import { listOf, orderFilter } from '../shared/order-filter';
import { minutesOf } from '../shared/trigger/minutes-of';

export const DEFAULT_IDLE = 2;

/** Which carts a trigger waits for. Throws a UserError for a time or a total that is none. */
export function cartFilter(parameters: IDataObject): TriggerFilter {
  const filter: TriggerFilter = {
    events: ['cart.abandoned'],
    afterMinutes: minutesOf(parameters, 'idle', DEFAULT_IDLE),
    ...orderFilter((parameters.filters ?? {}) as IDataObject),
  };
  const [shop] = listOf(parameters.shop);
  if (shop !== undefined) filter.shop = shop;
  if (parameters.oncePerCart !== false) filter.onceBy = 'cart.id';
  return filter;
}
