import type { Callable, Evaluation } from '../evaluation';
import { LIMITS } from '../limits';
import { extend } from '../n8n-internals';
import { bail, excess } from '../signals';
import { bounded, convertible, countNodes } from './bounds';
import { methodsOfInstance } from './intrinsics';
import { luxonTypeOf } from './luxon';

/** They compare each element with each other one, in depth. */
const COMPARING = new Set(['unique', 'removeDuplicates', 'union', 'difference', 'intersection', 'merge']);
/** They search the text with regular expressions that are not all linear. */
const SEARCHING = /^(is|extract|remove|replace|to)/;
const LONGEST = 100_000;

/** They look at the receiver from outside and convert nothing. */
const LOOKING = new Set(['isEmpty', 'isNotEmpty', 'first', 'last']);

/** Calls an extension function of n8n's (`$json.email.extractDomain()`) as n8n's own code does, within bounds. */
export function callExtension(evaluation: Evaluation, receiver: unknown, name: string, args: unknown[]): unknown {
  if (typeof receiver === 'function') bail();
  for (const argument of args) convertible(argument);
  if (typeof receiver === 'object' && receiver !== null && !Array.isArray(receiver)) {
    const method = methodOfReceiver(evaluation, receiver, name);
    if (method) return bounded(Reflect.apply(method as (...args: unknown[]) => unknown, receiver, args));
  }
  if (!LOOKING.has(name)) convertible(receiver);
  if (name === 'chunk' && !(Number(args[0]) >= 1)) bail();
  if (typeof receiver === 'string') checkText(receiver, name, args);
  if (Array.isArray(receiver)) checkArray(receiver, name, args);
  return bounded(extend(receiver, name, args) as unknown);
}

/** n8n prefers a method of the receiver's where no extension has the name: it must be one that may be called. */
function methodOfReceiver(evaluation: Evaluation, receiver: object, name: string): Callable | undefined {
  const found: unknown = (receiver as Record<string, unknown>)[name];
  if (typeof found !== 'function') return undefined;
  const prototype: unknown = Object.getPrototypeOf(receiver);
  const methods = luxonTypeOf(prototype)?.methods ?? methodsOfInstance(prototype);
  if (methods?.has(name) === true) return undefined; // extend() finds it, or its own function for the type
  return evaluation.roots.method(receiver, name) ?? bail();
}

function checkText(receiver: string, name: string, args: readonly unknown[]): void {
  if (receiver.length > (SEARCHING.test(name) ? LIMITS.extensionTextLength : LONGEST)) bail();
  for (const argument of args) {
    if (typeof argument === 'string' && argument.length > LIMITS.dateTextLength) bail();
  }
}

function checkArray(receiver: readonly unknown[], name: string, args: readonly unknown[]): void {
  if (receiver.length > LONGEST) excess();
  if (!COMPARING.has(name)) return;
  const count = (value: unknown) => LIMITS.nodes - countNodes(value, LIMITS.nodes);
  const nodes = [receiver, ...args].reduce((sum: number, value) => sum + count(value), 0);
  if (nodes * nodes > LIMITS.comparisons) excess();
}
