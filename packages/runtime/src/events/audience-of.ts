import { hash } from 'node:crypto';

import type { TriggerFilter } from './trigger-filter';

const known = new WeakMap<TriggerFilter, string>();

/**
 * The sign of a trigger's filter: equal filters have the same. An event that is made for the triggers of one filter
 * names it, so that no other trigger takes it for its own.
 */
export function audienceOf(filter: TriggerFilter): string {
  let sign = known.get(filter);
  if (sign === undefined) known.set(filter, (sign = hash('sha256', canonical(filter), 'base64url').slice(0, 16)));
  return sign;
}

/** JSON that does not depend on the order in which fields were written. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
