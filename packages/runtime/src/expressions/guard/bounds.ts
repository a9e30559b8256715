import { LIMITS } from '../limits';
import { bail, excess, miss } from '../signals';

const ITERATORS = new Set<unknown>(
  [[].values(), 'a'.matchAll(/a/g), new Set().values(), new Map().values(), ''[Symbol.iterator]()].map(
    (iterator): unknown => Object.getPrototypeOf(iterator),
  ),
);

/** Whether a prototype is that of data: an object, an array, or none. */
export function isPlain(prototype: unknown): boolean {
  return prototype === Object.prototype || prototype === null || prototype === Array.prototype;
}

/**
 * Gives back a value that may be turned into a string or a number: it is bounded (an array of the same array twice,
 * thirty deep, is small until it is joined) and holds no function that the conversion would call or print.
 */
export function convertible<T>(value: T): T {
  if (typeof value === 'function') bail();
  if (typeof value === 'object' && value !== null && countNodes(value, LIMITS.nodes) < 0) excess();
  return value;
}

/** @returns what is left of `allowed` after the values inside of a value were counted */
export function countNodes(value: unknown, allowed: number): number {
  if (typeof value === 'function') bail();
  if (typeof value !== 'object' || value === null) return allowed - 1;
  if (allowed <= 0) excess();
  let left = allowed - 1;
  if (Array.isArray(value)) {
    for (const element of value) left = countNodes(element, left);
    return left;
  }
  if (!isPlain(Object.getPrototypeOf(value))) return left;
  for (const key of Object.keys(value)) left = countNodes((value as Record<string, unknown>)[key], left);
  return left;
}

/** Gives back what was computed, unless it has grown beyond all use. */
export function bounded<T>(value: T): T {
  if (typeof value === 'string') {
    if (value.length > LIMITS.stringLength) excess();
  } else if (Array.isArray(value) && value.length > LIMITS.arrayLength) excess();
  return value;
}

/** The elements of what may stand behind `...` or in a `for (… of …)`. */
export function toList(value: unknown): unknown[] {
  if (Array.isArray(value) || typeof value === 'string') {
    if (value.length > LIMITS.arrayLength) excess();
    return [...value] as unknown[];
  }
  if (typeof value !== 'object' || value === null) miss();
  if (value instanceof Set || value instanceof Map || ITERATORS.has(Object.getPrototypeOf(value))) {
    return [...(value as Iterable<unknown>)];
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) bail();
  return miss();
}
