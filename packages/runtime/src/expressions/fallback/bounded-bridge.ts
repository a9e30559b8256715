import { IsolatedVmBridge } from '@n8n/expression-runtime';

import { LIMITS } from '../limits';

/**
 * An isolate ends an expression that takes too long or too much memory, unless one of V8's own functions is at it: those
 * are not interrupted, and out of memory inside of them ends the whole process. So in here they refuse what is too long.
 */
const BOUNDS = `(() => {
  const most = { array: ${LIMITS.arrayLength}, text: ${LIMITS.stringLength} };
  const { apply, defineProperty, getPrototypeOf } = Reflect;
  const text = String, number = Number;
  const check = (length, limit) => {
    if (number(length) <= limit) return;
    const error = new RangeError('The expression makes too much of its data');
    error.name = 'ExpressionError'; // n8n swallows all others
    throw error;
  };
  const guard = (holder, name, before) => {
    const original = holder[name];
    if (typeof original !== 'function') return;
    const guarded = { [text(name.description ?? name)](...args) {
      before(this, args);
      return apply(original, this, args);
    } }[text(name.description ?? name)];
    defineProperty(holder, name, { value: guarded, writable: false, configurable: false, enumerable: false });
  };
  const isText = (value) => typeof value === 'string';
  for (const name of ['concat', 'copyWithin', 'entries', 'fill', 'flat', 'flatMap', 'includes', 'indexOf', 'join',
    'keys', 'lastIndexOf', 'map', 'push', 'reverse', 'shift', 'slice', 'sort', 'splice', 'toLocaleString', 'toReversed',
    'toSorted', 'toSpliced', 'toString', 'unshift', 'values', 'with', 'every', 'filter', 'find', 'findIndex', 'findLast',
    'findLastIndex', 'forEach', 'reduce', 'reduceRight', 'some']) {
    guard(Array.prototype, name, (self) => check(self?.length ?? 0, most.array));
  }
  const sizeOfMap = Reflect.getOwnPropertyDescriptor(Map.prototype, 'size').get;
  const sizeOfSet = Reflect.getOwnPropertyDescriptor(Set.prototype, 'size').get;
  guard(Map.prototype, 'set', (self) => check(apply(sizeOfMap, self, []), most.array));
  guard(Set.prototype, 'add', (self) => check(apply(sizeOfSet, self, []), most.array));
  guard(Array, 'from', (self, [source]) => check(source?.length ?? source?.size ?? 0, most.array));
  guard(String.prototype, 'repeat', (self, [times]) => check(text(self).length * number(times ?? 0), most.text));
  for (const name of ['padStart', 'padEnd']) guard(String.prototype, name, (self, [length]) => check(length ?? 0, most.text));
  for (const name of ['concat', 'split', 'replace', 'replaceAll', 'match', 'matchAll', 'normalize', 'localeCompare',
    'toUpperCase', 'toLowerCase', 'toLocaleUpperCase', 'toLocaleLowerCase', 'search', 'trim', Symbol.iterator]) {
    guard(String.prototype, name, (self, args) => {
      check(text(self).length, name === Symbol.iterator || name === 'split' ? most.array : most.text);
      const factor = typeof args[1] === 'string' ? args[1].length : 1;
      check(text(self).length * factor, most.text);
    });
  }
  for (const name of ['BigInt', 'BigInt64Array', 'BigUint64Array']) {
    defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
  }
  for (const name of ['getBigInt64', 'getBigUint64']) delete DataView.prototype[name];
  guard(JSON, 'parse', (self, [source]) => check(isText(source) ? source.length : 0, most.text / 4));
  for (const Kind of [ArrayBuffer, SharedArrayBuffer]) {
    for (const name of ['slice', 'resize', 'grow', 'transfer']) {
      guard(Kind.prototype, name, (self, args) => check(args[0] ?? 0, most.text));
    }
  }
  for (const name of ['fill', 'map', 'slice', 'join']) guard(getPrototypeOf(Uint8Array.prototype), name, (self) => check(self.length, most.array));
})()`;

/** n8n's bridge to an isolate, with bounds on what V8's own functions may be asked for. */
export class BoundedBridge extends IsolatedVmBridge {
  override async initialize(): Promise<void> {
    await super.initialize();
    await contextOf(this).eval(BOUNDS);
  }

  override initializeSync(): void {
    super.initializeSync();
    contextOf(this).evalSync(BOUNDS);
  }
}

interface Context {
  eval(code: string): Promise<unknown>;
  evalSync(code: string): unknown;
}

/** n8n keeps it to itself. */
function contextOf(bridge: IsolatedVmBridge): Context {
  return (bridge as unknown as { context: Context }).context;
}
