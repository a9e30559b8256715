import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { Window } from './hub';
import { parseInstant } from './parse-instant';

const HOURS = { hours: 1, days: 24 };

/**
 * Reads the fields of `WINDOW_PROPERTIES`; what is missing is at its default.
 * @param whose how a person calls what the window belongs to, for what goes wrong
 * @throws UserError for a window that does not exist, or that nothing fits in
 */
export function readWindow(entry: IDataObject, whose: string, timeZone: string): Window {
  const { window = 'none', windowLength = 1 } = entry;
  switch (window) {
    case 'none':
      return {};
    case 'entry':
    case 'message':
      return { since: window };
    case 'hours':
    case 'days':
      return { withinHours: lengthOf(windowLength, whose) * HOURS[window] };
    case 'between':
      return between(entry, whose, timeZone);
    default:
      throw new UserError(`${whose} has no window called ${JSON.stringify(window)}`);
  }
}

function lengthOf(value: unknown, whose: string): number {
  const length = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof length !== 'number' || !Number.isFinite(length) || length < 0) {
    throw new UserError(`The window length of ${whose} has to be a number, not ${JSON.stringify(value)}`);
  }
  if (length === 0) throw new UserError(`The window of ${whose} is 0 long: no order fits in`);
  return length;
}

function between(entry: IDataObject, whose: string, timeZone: string): Window {
  const { windowFrom, windowTo, windowZone: zone = 'workflow' } = entry;
  const isElsewhere = zone === 'contact' || zone === 'workspace';
  const window: Window = isElsewhere ? { zone } : {};
  // What shows the time of a wall is left as it is: the server knows which wall.
  const instantOf = (date: unknown): string =>
    isElsewhere && typeof date === 'string' && WALL.test(date.trim())
      ? date.trim()
      : new Date(parseInstant(date, timeZone)).toISOString();
  if (isGiven(windowFrom)) window.from = instantOf(windowFrom);
  if (isGiven(windowTo)) window.to = instantOf(windowTo);
  if (window.from === undefined && window.to === undefined) {
    throw new UserError(`The window of ${whose} lies between two dates, and neither is given`);
  }
  return window;
}

/** A date, or a date and a time of day, without an offset. */
const WALL = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
