import type { Callable } from '../evaluation';
import { LIMITS } from '../limits';
import { excess } from '../signals';
import { bounded, convertible } from './bounds';

const MOST_ARGUMENTS = 100_000;

/** Calls a function that stands alone: `parseInt(…)`, `$max(…)`, `encodeURIComponent(…)`. */
export function callFunction(name: string, fn: Callable, args: unknown[]): unknown {
  if (args.length > MOST_ARGUMENTS) excess();
  for (const argument of args) convertible(argument);
  if (name === 'numberList' && !(Math.abs(Number(args[0]) - Number(args[1])) < LIMITS.arrayLength)) excess();
  return bounded((fn as (...args: unknown[]) => unknown)(...args));
}
