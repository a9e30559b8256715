import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { InterestFilter, TriggerFilter } from '../shared/hub';
import { listOf, orderFilter } from '../shared/order-filter';

const DEFAULT_EVENTS = ['interest.price_dropped'];
const DEFAULT_KINDS = ['viewed', 'wishlist', 'cart'];
const KINDS = ['viewed', 'wishlist', 'cart', 'bought'] as const;

/** Which products a trigger waits for, and whom they interest. Throws a UserError for what makes no sense. */
export function alertFilter(parameters: IDataObject): TriggerFilter {
  const { minimumDrop, minimumDropPercent, anonymous, ...goods } = (parameters.filters ?? {}) as IDataObject;
  const interest: InterestFilter = {
    kinds: kindsOf(parameters.kinds),
    withinDays: numberOf(parameters.withinDays ?? 30, 'Within Days'),
    skipBuyers: parameters.skipBuyers !== false,
    perMinute: numberOf(parameters.perMinute ?? 100, 'Contacts per Minute'),
  };
  const [least] = listOf(minimumDrop);
  if (least !== undefined) interest.minimumDrop = amountOf(least);
  if (minimumDropPercent !== undefined && minimumDropPercent !== '') {
    interest.minimumDropPercent = percentOf(minimumDropPercent);
  }
  if (anonymous === true) interest.anonymous = true;
  const events = parameters.events === undefined ? DEFAULT_EVENTS : [...new Set(listOf(parameters.events))];
  const filter: TriggerFilter = { events, ...orderFilter(goods), interest };
  const [shop] = listOf(parameters.shop);
  if (shop !== undefined) filter.shop = shop;
  return filter;
}

function kindsOf(value: unknown): InterestFilter['kinds'] {
  const chosen = value === undefined ? DEFAULT_KINDS : listOf(value);
  const kinds = KINDS.filter((kind) => chosen.includes(kind));
  if (kinds.length > 0) return kinds;
  throw new UserError('The trigger is for nobody: choose at least one kind of interested contacts');
}

function numberOf(value: unknown, name: string): number {
  const number = Number(value);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new UserError(`"${name}" has to be a number above zero`);
}

function percentOf(value: unknown): number {
  const number = Number(value);
  if (number >= 0 && number <= 100) return number;
  throw new UserError('"Minimum Drop (%)" has to be a number from 0 to 100');
}

function amountOf(text: string): string {
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  throw new UserError(`The minimum drop "${text}" is not an amount. Write it with a point, such as 5.00.`);
}
