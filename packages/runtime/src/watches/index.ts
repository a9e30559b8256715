/*
 * What did not happen: a cart that nobody went on with, a message that nobody opened. Each is a row with the instant at
 * which it is told of; whatever happens meanwhile moves that instant, or is found when it has come.
 */
export { Watches } from './watches';
export { WatchSweep } from './watch-sweep';
