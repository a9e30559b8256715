import { hours, milliseconds, minutes, type Duration } from '../shared';

/** After so many attempts, about two days, a message is given up. */
export const MAX_ATTEMPTS = 12;

const FIRST = minutes(1);
const LONGEST = hours(6);
const GROWTH = 4;
/** Spread around the delay, so that what failed together does not come back together. */
const SPREAD = 0.2;

/**
 * How long a message waits after so many attempts: 1, 4, 16, 64, 256 minutes, then 6 hours, each 20 % more or less.
 * @param random a number from 0 to 1
 */
export function retryDelay(attempts: number, random: number): Duration {
  const delay = Math.min(FIRST.milliseconds * GROWTH ** (attempts - 1), LONGEST.milliseconds);
  return milliseconds(Math.round(delay * (1 + SPREAD * (2 * random - 1))));
}
