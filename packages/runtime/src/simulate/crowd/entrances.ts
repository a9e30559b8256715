import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { TriggerFilter } from '../../events';
import { days } from '../../shared';
import type { Happening } from '../scenario';
import type { Draws } from './draws';

/** Something that a scenario can let happen, without its moment. */
export type Deed = Omit<Happening, 'at'>;

/** A deed, and how long after the entry of a contact it is done. */
export interface Planned {
  /** Milliseconds; negative for what was before. */
  readonly after: number;
  readonly deed: Deed;
}

const DAY = days(1).milliseconds;
const TOTALS = [15, 120] as const;

/**
 * What lets somebody enter by a trigger: one of the events that it waits for, with what its filters ask for. Of an event that
 * needs more of the world than that (a message of another journey, a price that falls) the bare event is told.
 * @param entersAt UTC epoch ms: when they are to enter
 */
export function entranceBy(filter: TriggerFilter, draws: Draws, entersAt: number): Planned[] {
  const event = draws.oneOf(filter.events) ?? 'order.placed';
  const [, what = ''] = event.split('.');
  const order = { sku: filter.skus?.[0] ?? filter.productIds?.[0], category: filter.categories?.[0] };
  const total = Math.max(Number(filter.minimumTotal ?? 0), Math.round(draws.between(...TOTALS)));
  const buys = (status: 'pending' | 'processing' | 'completed'): Planned => ({
    after: 0,
    deed: { buys: { ...order, total, currency: 'EUR', status } },
  });
  const later = (after: number, deed: Deed): Planned => ({ after, deed });
  if (event === 'cart.abandoned') {
    return [later(0, { abandons: { sku: order.sku ?? 'SKU-1', quantity: 1, total } })];
  }
  if (event === 'consent.granted' || event === 'consent.pending') {
    const status = event === 'consent.granted' ? 'granted' : 'pending';
    return [later(0, { consents: { channel: 'email', purpose: 'promotional', status } })];
  }
  if (event === 'date.reached') return dateReached(filter, entersAt);
  if (!event.startsWith('order.')) return [later(0, { event: { type: event, payload: payloadFor(event, filter) } })];
  switch (what) {
    case 'created':
      return [buys('pending')];
    case 'completed':
      return [buys('completed')];
    case 'delivered':
      return [buys('completed'), later(3 * DAY, { delivered: {} })];
    case 'cancelled':
    case 'failed':
      return [buys('pending'), later(DAY / 24, { order: { status: what } })];
    case 'refunded':
      return [buys('completed'), later(5 * DAY, { refunds: {} })];
    case 'status_changed':
      return [buys('processing'), later(2 * DAY, { order: { status: statusOf(filter.toStatuses?.[0]) } })];
    default:
      return [buys('processing')];
  }
}

/** The custom field that the trigger looks at holds the day from which its offset leads to the entry. */
function dateReached({ dates }: TriggerFilter, entersAt: number): Planned[] {
  const [date] = dates ?? [];
  if (!date?.field.startsWith('attributes.'))
    return [{ after: 0, deed: { event: { type: 'date.reached', payload: {} } } }];
  const { amount, unit } = date.offset;
  const day = DateTime.fromMillis(entersAt, { zone: 'utc' })
    .minus({ [unit]: amount })
    .toISODate();
  return [{ after: -2 * DAY, deed: { updates: { [date.field.slice('attributes.'.length)]: day } } }];
}

/** What the filters ask of an event: its list, its segment, its own fields. */
function payloadFor(event: string, { lists, segments, fields = [] }: TriggerFilter): IDataObject {
  const payload: IDataObject = {};
  if (event.startsWith('list.') && lists?.[0] !== undefined) payload.list = { id: lists[0], name: lists[0] };
  if (event.startsWith('segment.') && segments?.[0] !== undefined)
    payload.segment = { id: segments[0], name: segments[0] };
  for (const { field, value, only } of fields) {
    if (value === undefined || (only && !only.includes(event))) continue;
    put(payload, [field].flat()[0]?.split('.') ?? [], Array.isArray(value) ? value[0] : value);
  }
  return payload;
}

function put(target: IDataObject, [name, ...rest]: string[], value: string | number | boolean | undefined): void {
  if (name === undefined || value === undefined) return;
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= {}) as IDataObject, rest, value);
}

const STATUSES = ['pending', 'processing', 'completed', 'cancelled', 'failed', 'on-hold'] as const;

function statusOf(status: string | undefined): (typeof STATUSES)[number] {
  return STATUSES.find((each) => each === status) ?? 'completed';
}
