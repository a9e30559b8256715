import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { journeyFacts } from './journey-facts';
import type { Span, TimeOfDay, WaitUnit } from './wake-time';
import { isTimeZone } from './zoned-time';

const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'];

/**
 * The zone that the parameters of `TIME_ZONE_PROPERTIES` choose: the contact's is the workflow's where it is not known.
 * Throws a UserError for a zone that is none.
 */
export function timeZoneOf(context: IExecuteFunctions, itemIndex: number): string {
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

/** Throws a UserError for what is no amount of no unit of time. */
export function spanOf(amount: unknown, unit: unknown): Span {
  const number = typeof amount === 'string' && amount.trim() !== '' ? Number(amount) : amount;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) {
    throw new UserError(`The time to wait has to be a number, not ${JSON.stringify(amount)}`);
  }
  if (typeof unit !== 'string' || !UNITS.includes(unit)) {
    throw new UserError(`There is no unit of time called ${JSON.stringify(unit)}`);
  }
  return { amount: number, unit: unit as WaitUnit };
}

/** Undefined where none is given. Throws a UserError for a text that is no time of day. */
export function timeOfDayOf(value: unknown): TimeOfDay | undefined {
  if (value === '' || value == null) return undefined;
  const match = typeof value === 'string' ? /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value.trim()) : null;
  if (!match) throw new UserError(`${JSON.stringify(value)} is not a time of day. Write it as 09:00 or 18:30.`);
  return { hour: Number(match[1]), minute: Number(match[2]) };
}

/** As `timeOfDayOf`, where one is needed. */
export function requiredTimeOfDay(value: unknown): TimeOfDay {
  const timeOfDay = timeOfDayOf(value);
  if (timeOfDay) return timeOfDay;
  throw new UserError('The time of day to wait for is empty. Write it as 09:00 or 18:30.');
}

/** Days of the week, 0 for Sunday; none stands for every day. Throws a UserError for what is no day. */
export function weekdaysOf(value: unknown): number[] {
  const days = (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]).map(Number);
  const wrong = days.find((day) => !Number.isInteger(day) || day < 0 || day > 6);
  if (wrong === undefined) return days;
  throw new UserError('A day of the week is a number from 0 (Sunday) to 6 (Saturday)');
}

/** Throws a UserError for an instant (epoch ms) that no date can hold. */
export function checkInstant(instant: number): number {
  if (Number.isNaN(new Date(instant).getTime())) throw new UserError('The time to wait for is beyond any calendar');
  return instant;
}
