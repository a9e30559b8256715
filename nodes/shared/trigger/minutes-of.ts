import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

const MINUTES_OF: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1_440 };
const MOST_DAYS = 365;

/**
 * Reads what `spanProperties` asks for, in whole minutes. Throws a UserError for anything but one minute to a year.
 * @param fallback the default of the parameter: one that stands at it may be missing in the workflow
 */
export function minutesOf(parameters: IDataObject, name: string, fallback: number): number {
  const amount = Number(parameters[name] ?? fallback);
  const unit = String(parameters[`${name}Unit`] ?? 'hours');
  const minutes = Math.round(amount * (MINUTES_OF[unit] ?? Number.NaN));
  if (minutes >= 1 && minutes <= MOST_DAYS * 1_440) return minutes;
  throw new UserError(`"${String(parameters[name])} ${unit}" is not a span of one minute to ${MOST_DAYS} days`);
}
