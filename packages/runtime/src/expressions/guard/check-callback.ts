import type { Callable } from '../evaluation';
import { convertible } from './bounds';

/**
 * For builtins that convert what a callback returns (`sort` to a number, `replace` to a text): such a callback must
 * return what may be converted. Anything but a function is given back as it is.
 */
export function withConvertibleResult(argument: unknown): unknown {
  if (typeof argument !== 'function') return argument;
  const callback = argument as Callable as (...args: unknown[]) => unknown;
  return (...args: unknown[]) => convertible(callback(...args));
}
