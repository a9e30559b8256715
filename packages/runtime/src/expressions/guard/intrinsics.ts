import type { Callable } from '../evaluation';

export type Methods = ReadonlyMap<string, Callable>;

/**
 * The methods that an expression may call, by the type of the receiver. They are taken from the prototypes once, here,
 * and never looked up on a value: what a value claims its `map` to be does not matter.
 */
export function pick(prototype: object, names: string | readonly string[]): Methods {
  const methods = new Map<string, Callable>();
  for (const name of typeof names === 'string' ? names.split(' ') : names) {
    const method = (prototype as Record<string, unknown>)[name];
    if (typeof method === 'function') methods.set(name, method as Callable);
  }
  return methods;
}

const datesOwn = Object.getOwnPropertyNames(Date.prototype);

export const STRING = pick(
  String.prototype,
  'at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare match matchAll ' +
    'normalize padEnd padStart repeat replace replaceAll search slice split startsWith substr substring ' +
    'toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim trimEnd trimStart trimLeft trimRight ' +
    'valueOf',
);
export const NUMBER = pick(Number.prototype, 'toExponential toFixed toLocaleString toPrecision toString valueOf');
export const BOOLEAN = pick(Boolean.prototype, 'toString valueOf');
export const ARRAY = pick(
  Array.prototype,
  'at concat entries every filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join ' +
    'keys lastIndexOf map reduce reduceRight slice some toLocaleString toReversed toSorted toSpliced toString values ' +
    'with',
);
export const OBJECT = pick(Object.prototype, 'hasOwnProperty toString toLocaleString valueOf propertyIsEnumerable');
export const REGEXP = pick(RegExp.prototype, 'test exec toString');
const DATE = pick(
  Date.prototype,
  datesOwn.filter((name) => /^(get|to|valueOf)/.test(name)),
);
const SET = pick(
  Set.prototype,
  'has forEach keys values entries union intersection difference symmetricDifference isSubsetOf isSupersetOf',
);
const MAP = pick(Map.prototype, 'has get forEach keys values entries');

/** What changes its receiver, for receivers that the expression itself has just made. */
const ARRAY_MUTATORS = pick(Array.prototype, 'copyWithin fill pop push reverse shift sort splice unshift');
const DATE_MUTATORS = pick(
  Date.prototype,
  datesOwn.filter((name) => name.startsWith('set')),
);
const SET_MUTATORS = pick(Set.prototype, 'add delete clear');
const MAP_MUTATORS = pick(Map.prototype, 'set delete clear');

const BY_PROTOTYPE = new Map<unknown, Methods>([
  [Date.prototype, DATE],
  [RegExp.prototype, REGEXP],
  [Set.prototype, SET],
  [Map.prototype, MAP],
]);
const MUTATORS_BY_PROTOTYPE = new Map<unknown, Methods>([
  [Array.prototype, ARRAY_MUTATORS],
  [Date.prototype, DATE_MUTATORS],
  [Set.prototype, SET_MUTATORS],
  [Map.prototype, MAP_MUTATORS],
]);

export function methodsOfInstance(prototype: unknown): Methods | undefined {
  return BY_PROTOTYPE.get(prototype);
}

export function mutatorsOf(prototype: unknown): Methods | undefined {
  return MUTATORS_BY_PROTOTYPE.get(prototype);
}

/** Whether a method changes what it is called on. */
export function isMutator(name: string): boolean {
  return [...MUTATORS_BY_PROTOTYPE.values()].some((methods) => methods.has(name));
}
