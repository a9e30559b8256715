import { CodedUserError, days, hours, instantOf, milliseconds, minutes, wallTimeOf, type Duration } from '../shared';
import { LIMITS } from './scenario';

/** When a simulation begins (UTC epoch ms), and whose clock its moments are read from. */
export interface Start {
  readonly startedAt: number;
  readonly timeZone: string;
}

const UNITS: Readonly<Record<string, Duration>> = {
  minute: minutes(1),
  hour: hours(1),
  day: days(1),
  week: days(7),
};

const SPAN = /^\+?\s*(\d+(?:\.\d+)?) (minute|hour|day|week)s?$/;
const DAY = /^day (\d+)(?: (\d{1,2}):(\d{2}))?$/;

/**
 * An instant of a scenario: `day 3 10:00` on the wall of its time zone, where day 0 is the one it begins on;
 * `day 3`, at the time of day at which it begins; `4 hours` after it begins; or an ISO instant.
 * @returns UTC epoch ms
 * @throws SCENARIO_INVALID
 */
export function readMoment(text: string, start: Start): number {
  const at = momentOf(text, start);
  if (at < start.startedAt) throw wrong(`"${text}" lies before the simulation begins`);
  return at;
}

/** The same, also of a moment that lies before the beginning. @throws SCENARIO_INVALID */
export function momentOf(text: string, { startedAt, timeZone }: Start): number {
  const at = read(text.trim(), startedAt, timeZone);
  if (at === undefined || Number.isNaN(at)) {
    throw wrong(`"${text}" is no moment: write "day 3 10:00", "day 3", "4 hours" or an ISO instant`);
  }
  if (at > startedAt + days(LIMITS.days).milliseconds)
    throw wrong(`"${text}" lies after more than ${LIMITS.days} days`);
  return at;
}

function read(text: string, startedAt: number, timeZone: string): number | undefined {
  const span = spanOf(text);
  if (span) return startedAt + span.milliseconds;
  const [matched, day, hour, minute] = DAY.exec(text) ?? [];
  if (matched === undefined) return /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : undefined;
  const wall = wallTimeOf(startedAt, timeZone);
  const time = hour === undefined ? {} : { hour: Number(hour), minute: Number(minute), second: 0, millisecond: 0 };
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return undefined;
  return instantOf({ ...wall, ...time, day: wall.day + Number(day) }, timeZone);
}

/** Undefined for until nobody is under way. @throws SCENARIO_INVALID */
export function readUntil(text: string): Duration | undefined {
  if (text === 'ended') return undefined;
  const span = spanOf(text.trim());
  if (!span) throw wrong(`"${text}" is no end: write "60 days" or "ended"`);
  if (span.milliseconds > days(LIMITS.days).milliseconds) throw wrong(`at most ${LIMITS.days} days are simulated`);
  return span;
}

function spanOf(text: string): Duration | undefined {
  const [, amount, unit = ''] = SPAN.exec(text) ?? [];
  const one = UNITS[unit];
  return one && milliseconds(Number(amount) * one.milliseconds);
}

const wrong = (message: string): CodedUserError => new CodedUserError('SCENARIO_INVALID', message);
