import { LIMITS } from '../limits';
import { bail, excess } from '../signals';
import { convertible } from './bounds';
import { isOwn } from './own-functions';
import type { Callable } from '../evaluation';
import { assertAffordable } from './regex-cost';

const SEARCHING = new Set(['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split']);
/** These make a regular expression of a text. */
const COMPILING = new Set(['match', 'matchAll', 'search']);

/** Bails when a call on a text would take too long, make too much, or convert what cannot be converted. */
export function checkStringCall(receiver: string, name: string, args: readonly unknown[]): void {
  const [first, second] = args;
  if (SEARCHING.has(name)) {
    checkSearch(receiver, name, first, second);
    return;
  }
  for (const argument of args) convertible(argument);
  if (name === 'repeat' && receiver.length * Number(first) > LIMITS.stringLength) excess();
  if ((name === 'padStart' || name === 'padEnd') && Number(first) > LIMITS.stringLength) excess();
}

export function checkRegexCall(regex: RegExp, [text, ...others]: readonly unknown[]): void {
  if (typeof text !== 'string' || others.length > 0) bail();
  assertAffordable(regex, text.length);
}

function checkSearch(receiver: string, name: string, pattern: unknown, replacement: unknown): void {
  if (pattern instanceof RegExp) assertAffordable(pattern, receiver.length);
  else if (typeof pattern === 'string' ? COMPILING.has(name) : pattern !== undefined && typeof pattern !== 'number') {
    bail();
  }
  if (name === 'split' && pattern === '' && receiver.length > LIMITS.arrayLength) excess();
  if (typeof replacement === 'function' ? !isOwn(replacement as Callable) : typeof replacement === 'object') bail();
  if (typeof replacement === 'string' && receiver.length * replacement.length > LIMITS.stringLength) excess();
}
