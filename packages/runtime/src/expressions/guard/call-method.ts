import type { Callable, Evaluation } from '../evaluation';
import { bail, miss } from '../signals';
import { bounded, convertible, isPlain } from './bounds';
import { checkArrayCall } from './check-array-call';
import { withConvertibleResult } from './check-callback';
import { checkRegexCall, checkStringCall } from './check-string-call';
import { ARRAY, BOOLEAN, methodsOfInstance, mutatorsOf, NUMBER, OBJECT, REGEXP, STRING } from './intrinsics';
import { luxonTypeOf } from './luxon';
import { isOwn } from './own-functions';

/** What the compiler knows about the receiver of a call. */
export interface CallSite {
  readonly name: string;
  /** The expression has just made the receiver, so it may change it. */
  readonly isFresh: boolean;
  /** The result is taken for fresh, so it must come from a builtin and not from a function of the expression's. */
  readonly makesFresh: boolean;
}

/** Calls a method that the receiver's type is known to have; whatever else is asked for is a miss, or not ours. */
export function callMethod(evaluation: Evaluation, receiver: unknown, args: unknown[], site: CallSite): unknown {
  if (receiver === null || receiver === undefined) miss();
  const method = findMethod(evaluation, receiver, args, site);
  if (method === undefined) return site.name in Object(receiver) ? bail() : miss();
  const given = CONVERTS_RESULTS.has(site.name) ? args.map(withConvertibleResult) : args;
  return bounded(Reflect.apply(method as (...args: unknown[]) => unknown, receiver, given));
}

/** They convert what their callback returns. */
const CONVERTS_RESULTS = new Set(['sort', 'toSorted', 'replace', 'replaceAll']);

function findMethod(evaluation: Evaluation, receiver: unknown, args: unknown[], site: CallSite): Callable | undefined {
  switch (typeof receiver) {
    case 'string':
      return stringMethod(receiver, args, site.name);
    case 'number':
      return withPlainArguments(NUMBER.get(site.name), args);
    case 'boolean':
      return withPlainArguments(BOOLEAN.get(site.name), args);
    case 'object':
      return Array.isArray(receiver)
        ? arrayMethod(evaluation, receiver, args, site)
        : objectMethod(evaluation, receiver ?? miss(), args, site);
    default:
      return bail();
  }
}

function stringMethod(receiver: string, args: unknown[], name: string): Callable | undefined {
  const method = STRING.get(name);
  if (method) checkStringCall(receiver, name, args);
  return method;
}

function arrayMethod(
  evaluation: Evaluation,
  receiver: unknown[],
  args: unknown[],
  { name, isFresh }: CallSite,
): Callable | undefined {
  if (Object.hasOwn(receiver, name)) bail();
  const method = ARRAY.get(name) ?? (isFresh ? mutatorsOf(Array.prototype)?.get(name) : undefined);
  if (method) checkArrayCall(evaluation, receiver, name, args);
  return method;
}

function objectMethod(evaluation: Evaluation, receiver: object, args: unknown[], site: CallSite): Callable | undefined {
  const prototype: unknown = Object.getPrototypeOf(receiver);
  if (isPlain(prototype)) return methodOfData(evaluation, receiver, args, site);
  const luxon = luxonTypeOf(prototype);
  if (luxon) return withPlainArguments(luxon.methods.get(site.name), args);
  const methods = methodsOfInstance(prototype) ?? bail();
  const method = methods.get(site.name) ?? (site.isFresh ? mutatorsOf(prototype)?.get(site.name) : undefined);
  if (methods.get('exec') === REGEXP.get('exec')) checkRegexCall(receiver as RegExp, args);
  else if (site.name !== 'forEach') withPlainArguments(method, args);
  return method;
}

/** Data, an object of n8n's, or an object literal that holds the expression's own functions. */
function methodOfData(
  evaluation: Evaluation,
  receiver: object,
  args: unknown[],
  { name, makesFresh }: CallSite,
): Callable | undefined {
  const found: unknown = (receiver as Record<string, unknown>)[name];
  if (typeof found !== 'function') miss();
  const method = found as Callable;
  if (method === OBJECT.get(name)) return withPlainArguments(method, args);
  if (makesFresh) bail();
  if (isOwn(method)) return method;
  convertible(args);
  return evaluation.roots.method(receiver, name) ?? bail();
}

function withPlainArguments(method: Callable | undefined, args: unknown[]): Callable | undefined {
  for (const argument of args) convertible(argument);
  return method;
}
