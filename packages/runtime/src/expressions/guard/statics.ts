import { DateTime, Duration, Interval } from 'luxon';

import type { Callable } from '../evaluation';
import { extendedFunctions, isSafeObjectProperty } from '../n8n-internals';
import { notCovered } from '../signals';
import type { Methods } from './intrinsics';

/** The functions behind `Math.`, `JSON.`, … that an expression may call. */
const STATICS: Readonly<Record<string, Methods>> = {
  Math: statics(Math, namesOf(Math)),
  JSON: statics(JSON, ['parse', 'stringify']),
  Object: statics(Object, ['keys', 'values', 'entries', 'fromEntries', 'is', 'hasOwn', 'assign', 'groupBy']),
  Array: statics(Array, ['isArray', 'from', 'of']),
  Number: statics(Number, ['isFinite', 'isInteger', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt']),
  String: statics(String, ['fromCharCode', 'fromCodePoint']),
  Date: statics(Date, ['now', 'parse', 'UTC']),
  DateTime: statics(DateTime, namesOf(DateTime, /^(now|local|utc|from|min|max|isDateTime)/)),
  Duration: statics(Duration, namesOf(Duration, /^(from|isDuration)/)),
  Interval: statics(Interval, namesOf(Interval, /^(from|after|before|isInterval|merge|xor)/)),
};

const CONSTANTS: Readonly<Record<string, object>> = { Math, Number, DateTime };

/** Functions that stand alone. Those that n8n adds take their arguments from data, too. */
const FUNCTIONS = new Map<string, Callable>(
  Object.entries({
    parseInt,
    parseFloat,
    Number,
    String,
    Boolean,
    isNaN,
    isFinite,
    encodeURI,
    encodeURIComponent,
    decodeURI,
    decodeURIComponent,
    ...extendedFunctions,
  } as Record<string, Callable>),
);

/** What may be handed to `map` and its like by name. */
const CALLBACKS = new Set(
  'parseInt parseFloat Number String Boolean isNaN isFinite encodeURIComponent decodeURIComponent'.split(' '),
);

export function isNamespace(name: string): boolean {
  return Object.hasOwn(STATICS, name);
}

export function staticMethod(namespace: string, name: string): Callable {
  return STATICS[namespace]?.get(name) ?? notCovered(`${namespace}.${name}`);
}

/** `Math.PI`, `DateTime.DATE_SHORT`: what is written in capitals is a value and no function. */
export function constant(namespace: string, name: string): unknown {
  const holder = CONSTANTS[namespace] as Record<string, unknown> | undefined;
  const value = /^[A-Z][A-Z0-9_]*$/.test(name) ? holder?.[name] : undefined;
  const isFormat = namespace === 'DateTime' && typeof value === 'object' && value !== null;
  return typeof value === 'number' || isFormat ? value : notCovered(`${namespace}.${name}`);
}

export function globalFunction(name: string): Callable | undefined {
  return FUNCTIONS.get(name);
}

export function callbackFunction(name: string): Callable | undefined {
  return CALLBACKS.has(name) ? FUNCTIONS.get(name) : undefined;
}

function statics(holder: object, names: readonly string[]): Methods {
  const found = names.map((name) => [name, (holder as Record<string, unknown>)[name]] as const);
  return new Map(
    found.flatMap(([name, fn]) => (typeof fn === 'function' ? [[name, fn.bind(holder) as Callable]] : [])),
  );
}

function namesOf(holder: object, like = /./): string[] {
  return Object.getOwnPropertyNames(holder).filter((name) => like.test(name) && isSafeObjectProperty(name));
}
