import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { nowOf } from '../shared/hub';
import { journeyFacts } from '../shared/journey-facts';
import { parseInstant } from '../shared/parse-instant';
import { isTimeZone } from '../shared/zoned-time';
import { nextAnniversary, wakeAfter, wakeAround, type Span, type TimeOfDay, type WaitUnit } from './wake-time';

/** What the node does with an item: hold it until an instant (epoch ms), pass it on, or end its way. */
export type WaitPlan = { does: 'wait'; until: number } | { does: 'continue' } | { does: 'leave' };

const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'];

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
  if (Number.isNaN(new Date(until).getTime())) throw new UserError('The time to wait for is beyond any calendar');
  return { does: 'wait', until };
}

function timeZoneOf(context: IExecuteFunctions, itemIndex: number): string {
  const choice = context.getNodeParameter('timeZone', itemIndex, 'contact');
  if (choice === 'custom') {
    const custom: unknown = context.getNodeParameter('customTimeZone', itemIndex, '');
    if (isTimeZone(custom)) return custom;
    throw new UserError(`"${String(custom)}" is not a time zone. Write it as Asia/Jerusalem or Europe/London.`);
  }
  if (choice === 'contact') {
    for (const { timeZone } of journeyFacts(context, itemIndex, 'contact')) if (isTimeZone(timeZone)) return timeZone;
  }
  return context.getTimezone();
}

function spanOf(amount: unknown, unit: unknown): Span {
  const number = typeof amount === 'string' && amount.trim() !== '' ? Number(amount) : amount;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) {
    throw new UserError(`The time to wait has to be a number, not ${JSON.stringify(amount)}`);
  }
  if (typeof unit !== 'string' || !UNITS.includes(unit)) {
    throw new UserError(`There is no unit of time called ${JSON.stringify(unit)}`);
  }
  return { amount: number, unit: unit as WaitUnit };
}

function timeOfDayOf(value: unknown): TimeOfDay | undefined {
  if (value === '' || value == null) return undefined;
  const match = typeof value === 'string' ? /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value.trim()) : null;
  if (!match) throw new UserError(`${JSON.stringify(value)} is not a time of day. Write it as 09:00 or 18:30.`);
  return { hour: Number(match[1]), minute: Number(match[2]) };
}
