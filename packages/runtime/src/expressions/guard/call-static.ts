import type { Callable, Evaluation } from '../evaluation';
import { LIMITS } from '../limits';
import { bail, excess } from '../signals';
import { bounded, convertible } from './bounds';
import { withConvertibleResult } from './check-callback';
import { isOwn } from './own-functions';
import { staticMethod } from './statics';

const TAKES_FUNCTION = new Set(['JSON.parse', 'JSON.stringify', 'Object.groupBy', 'Array.from']);
const LUXON = new Set(['DateTime', 'Duration', 'Interval']);
/** More arguments than this do not fit on the stack. */
const MOST_ARGUMENTS = 100_000;

/** Compiles nothing but knows, for one `Math.max(…)` of an expression, how to call it safely. */
export function makeStaticCall(namespace: string, name: string): (evaluation: Evaluation, args: unknown[]) => unknown {
  const method = staticMethod(namespace, name) as (...args: unknown[]) => unknown;
  const takesFunction = TAKES_FUNCTION.has(`${namespace}.${name}`);
  const convertsResults = takesFunction && namespace !== 'Array';
  const check = checkOf(namespace, name);
  return (evaluation, args) => {
    if (args.length > MOST_ARGUMENTS) excess();
    for (const argument of args) {
      if (takesFunction && typeof argument === 'function' && isOwn(argument as Callable)) continue;
      convertible(argument);
    }
    check?.(evaluation, args);
    return bounded(method(...(convertsResults ? args.map(withConvertibleResult) : args)));
  };
}

function checkOf(namespace: string, name: string): ((evaluation: Evaluation, args: unknown[]) => void) | undefined {
  if (namespace === 'Array' && name === 'from') return checkArrayFrom;
  if (namespace === 'Object' && name !== 'is') return checkKeys;
  if (LUXON.has(namespace)) return checkDateTexts;
  return undefined;
}

/** `{ length: 1e9 }` is an array to `Array.from`. */
function checkArrayFrom(evaluation: Evaluation, [source]: unknown[]): void {
  const isCounted = source !== null && typeof source === 'object' && 'length' in source;
  const length = isCounted ? Number(convertible(source.length)) : 0;
  if (length > LIMITS.arrayLength) excess();
  evaluation.spend(length > 0 ? length : 1);
}

/** `Object.assign` would set the prototype where data has a key of that name. */
function checkKeys(_evaluation: Evaluation, args: unknown[]): void {
  for (const argument of args) {
    if (typeof argument === 'object' && argument !== null && Object.hasOwn(argument, '__proto__')) bail();
  }
}

/** luxon makes regular expressions of formats. */
function checkDateTexts(_evaluation: Evaluation, [text, format]: unknown[]): void {
  if (typeof text === 'string' && text.length > LIMITS.dateTextLength) bail();
  if (typeof format === 'string' && format.length > LIMITS.dateFormatLength) bail();
}
