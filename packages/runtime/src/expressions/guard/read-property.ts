import { isSafeObjectProperty } from '../n8n-internals';
import { bail, miss } from '../signals';
import { convertible, isPlain } from './bounds';
import { luxonTypeOf } from './luxon';

/**
 * Reads a property of data, or of luxon's objects. A function is never a value here: methods are called by
 * `callMethod` and otherwise do not exist.
 *
 * @param key a literal, already found safe
 */
export function readProperty(receiver: unknown, key: string | number): unknown {
  if (receiver === null || receiver === undefined) miss();
  if (typeof receiver === 'function') bail();
  const value = typeof receiver === 'object' ? readObject(receiver, key) : (receiver as Record<string, unknown>)[key];
  if (typeof value === 'function') bail();
  return value;
}

/** @param key computed by the expression: made a string once, checked, and only then used */
export function readComputedProperty(receiver: unknown, key: unknown): unknown {
  const name = String(convertible(key));
  if (!isSafeObjectProperty(name)) bail();
  return readProperty(receiver, name);
}

function readObject(receiver: object, key: string | number): unknown {
  const prototype: unknown = Object.getPrototypeOf(receiver);
  const values = receiver as Record<string | number, unknown>;
  if (isPlain(prototype)) return values[key];
  const luxon = luxonTypeOf(prototype);
  if (luxon) {
    if (key === 'ts' || luxon.getters.has(String(key))) return values[key];
  } else {
    if (Object.hasOwn(receiver, key)) return values[key];
    if (key === 'size' && (prototype === Set.prototype || prototype === Map.prototype)) return values.size;
  }
  return key in receiver ? bail() : undefined;
}
