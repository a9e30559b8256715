import type { Callable } from '../evaluation';

const own = new WeakSet<Callable>();

/** Marks a function that we compiled from an arrow function: it keeps the rules by itself, so anyone may call it. */
export function markOwn<T extends Callable>(fn: T): T {
  own.add(fn);
  return fn;
}

export function isOwn(fn: Callable): boolean {
  return own.has(fn);
}
