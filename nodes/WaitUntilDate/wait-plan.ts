import type { IExecuteFunctions } from 'n8n-workflow';

import { nowOf } from '../shared/hub';
import { parseInstant } from '../shared/parse-instant';
import { checkInstant, requiredTimeOfDay, spanOf, timeOfDayOf, timeZoneOf, weekdaysOf } from '../shared/wait-settings';
import { nextAnniversary, nextLocalTime, wakeAfter, wakeAround } from '../shared/wake-time';

/** What the node does with an item: hold it until an instant (epoch ms), pass it on, or end its way. */
export type WaitPlan = { does: 'wait'; until: number } | { does: 'continue' } | { does: 'leave' };

/**
 * Reads the node's parameters for an item. Throws a UserError for a date, a number, a time of day or a time zone that
 * is none.
 */
export function waitPlan(context: IExecuteFunctions, itemIndex: number): WaitPlan {
  const parameter = (name: string, fallback: string | number): unknown =>
    context.getNodeParameter(name, itemIndex, fallback);
  const now = nowOf(context);
  const timeZone = timeZoneOf(context, itemIndex);
  const mode = parameter('mode', 'after');

  if (mode === 'time') {
    const timeOfDay = requiredTimeOfDay(parameter('timeOfDay', '09:00'));
    const weekdays = weekdaysOf(context.getNodeParameter('weekdays', itemIndex, []));
    return waitUntil(nextLocalTime(now, timeOfDay, weekdays, timeZone));
  }
  const timeOfDay = timeOfDayOf(parameter('timeOfDay', ''));
  if (mode === 'after') {
    const until = wakeAfter(now, spanOf(parameter('amount', 1), parameter('unit', 'days')), timeOfDay, timeZone);
    return until > now ? waitUntil(until) : { does: 'continue' };
  }

  const atDate = mode === 'date';
  const date = parseInstant(atDate ? parameter('date', '') : parameter('field', ''), timeZone);
  const span = atDate ? spanOf(0, 'days') : spanOf(parameter('offset', 0), parameter('offsetUnit', 'days'));
  const sign = !atDate && parameter('direction', 'after') === 'before' ? -1 : 1;
  const wakeOf = (instant: number) =>
    wakeAround(instant, { ...span, amount: sign * span.amount }, atDate ? undefined : timeOfDay, timeZone);

  const until = wakeOf(date);
  if (until > now) return waitUntil(until);
  const pastDate = parameter('pastDate', 'continue');
  if (pastDate === 'leave') return { does: 'leave' };
  if (pastDate === 'nextYear') return waitUntil(nextAnniversary(date, now, timeZone, wakeOf));
  return { does: 'continue' };
}

function waitUntil(until: number): WaitPlan {
  return { does: 'wait', until: checkInstant(until) };
}
