import type { Callable, Evaluation } from '../evaluation';
import { LIMITS } from '../limits';
import { bail, excess } from '../signals';
import { convertible } from './bounds';
import { isOwn } from './own-functions';

const TAKES_CALLBACK = new Set(
  'map filter some every find findIndex findLast findLastIndex flatMap forEach reduce reduceRight toSorted sort'.split(
    ' ',
  ),
);
const JOINS = new Set(['join', 'toString', 'toLocaleString']);
/** Without a function they compare the elements as text. */
const SORTS = new Set(['sort', 'toSorted']);

/** Bails when a call on an array would take too long, make too much, or convert what cannot be converted. */
export function checkArrayCall(
  evaluation: Evaluation,
  receiver: readonly unknown[],
  name: string,
  args: readonly unknown[],
): void {
  evaluation.spend(receiver.length);
  for (const argument of args) {
    if (typeof argument !== 'function') convertible(argument);
    else if (!TAKES_CALLBACK.has(name)) bail();
    // Number, String and their like convert each element.
    else if (!isOwn(argument as Callable)) convertible(receiver);
  }
  if (JOINS.has(name)) checkJoin(receiver, args[0]);
  else if (SORTS.has(name) ? args[0] === undefined : name === 'flat') convertible(receiver);
  else if (name === 'concat') checkLength(args.reduce((sum: number, part) => sum + lengthOf(part), receiver.length));
}

function checkJoin(receiver: readonly unknown[], separator: unknown): void {
  convertible(receiver);
  const separators = receiver.length * String(separator ?? ',').length;
  const texts = receiver.reduce((sum: number, element) => sum + (typeof element === 'string' ? element.length : 8), 0);
  if (separators + texts > LIMITS.stringLength) excess();
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 1;
}

function checkLength(length: number): void {
  if (length > LIMITS.arrayLength) excess();
}
