import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { DateSpec, TriggerFilter } from '../shared/hub';

const FIELDS: Readonly<Record<string, string>> = {
  birthday: 'attributes.birthday',
  firstOrder: 'firstOrder',
  lastOrder: 'lastOrder',
  createdAt: 'createdAt',
};
const LONGEST_OFFSET = 3_660;
const MOST_OFFSETS = 20;

/**
 * What a Date Trigger waits for, by its parameters as they stand in the workflow: those at their default may be missing.
 * @throws UserError for a time, an offset or an attribute that there is not
 */
export function dateFilter(parameters: IDataObject): TriggerFilter {
  const { repeat = 'yearly', zone = 'contact', timeOfDay = '09:00' } = parameters;
  const { leapDay = 'february28', lateHours = 12, months = 0 } = (parameters.options ?? {}) as IDataObject;
  const base = {
    field: fieldOf(parameters),
    timeOfDay: readTime(timeOfDay),
    zone: oneOf(zone, ['contact', 'workspace'], 'time zone'),
    repeat: oneOf(repeat, ['yearly', 'monthly', 'once'], 'way to repeat'),
    leapDay: oneOf(leapDay, ['february28', 'march1'], 'celebration of 29 February'),
    lateHours: wholeIn(lateHours, 0, 168, 'Late by at Most'),
  };
  const inMonths = wholeIn(months, -120, 120, 'Months');
  const offsets: Array<DateSpec['offset']> =
    inMonths === 0 ? daysOf(parameters.offsets ?? '0') : [{ amount: inMonths, unit: 'months' }];
  return { events: ['date.reached'], dates: offsets.map((offset) => ({ ...base, offset })) };
}

function fieldOf({ date = 'birthday', attribute }: IDataObject): string {
  if (date !== 'attribute') return FIELDS[String(date)] ?? fail(`There is no date called ${JSON.stringify(date)}`);
  const name = String(attribute ?? '')
    .trim()
    .replace(/^attributes\./, '');
  if (name === '') fail('Say which attribute holds the date');
  return `attributes.${name}`;
}

function readTime(value: unknown): DateSpec['timeOfDay'] {
  const found = /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/.exec(String(value));
  if (!found) return fail(`The time of day has to be written as 09:00, not ${JSON.stringify(value)}`);
  return { hour: Number(found[1]), minute: Number(found[2]) };
}

function daysOf(value: unknown): Array<DateSpec['offset']> {
  const parts = String(value)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) fail('Say how many days after the date, or 0');
  if (parts.length > MOST_OFFSETS) fail(`A trigger has ${MOST_OFFSETS} numbers of days at most`);
  const days = parts.map((part) => wholeIn(part.replace('−', '-'), -LONGEST_OFFSET, LONGEST_OFFSET, 'Days'));
  return [...new Set(days)].map((amount) => ({ amount, unit: 'days' }));
}

function wholeIn(value: unknown, from: number, to: number, what: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= from && number <= to) return number;
  return fail(`${what} has to be a whole number from ${from} to ${to}, not ${JSON.stringify(value)}`);
}

function oneOf<Value extends string>(value: unknown, values: readonly Value[], what: string): Value {
  return values.find((each) => each === value) ?? fail(`There is no ${what} called ${JSON.stringify(value)}`);
}

function fail(message: string): never {
  throw new UserError(message);
}
