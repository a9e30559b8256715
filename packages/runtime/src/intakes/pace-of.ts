import { hours, minutes, seconds } from '../shared';
import type { Intake } from './intake';

const PER = { minute: minutes(1), hour: hours(1) };
/** After a pause, or while a server was down, no more turns than these are made up for. */
const MOST_BEHIND = seconds(5);

/**
 * How many members may be taken in now, and when the next one may after them. Turns are spread evenly over a minute or an
 * hour, and are not saved up.
 */
export function paceOf(
  { members, nextAt }: Pick<Intake, 'members' | 'nextAt'>,
  now: number,
): { count: number; nextAt: number } {
  if (nextAt > now) return { count: 0, nextAt };
  const interval = PER[members.per].milliseconds / members.count;
  const from = Math.max(nextAt, now - MOST_BEHIND.milliseconds);
  const count = Math.floor((now - from) / interval) + 1;
  return { count, nextAt: Math.ceil(from + count * interval) };
}
