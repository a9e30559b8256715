/**
 * Where the product gets the time from. Passed in as an argument everywhere, so that tests and simulations can
 * run sixty days in milliseconds. Instants are UTC epoch milliseconds.
 */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
