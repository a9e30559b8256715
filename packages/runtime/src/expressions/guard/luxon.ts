import { DateTime, Duration, Interval } from 'luxon';

import { isSafeObjectProperty } from '../n8n-internals';
import { pick, type Methods } from './intrinsics';

export interface LuxonType {
  readonly methods: Methods;
  /** Properties that are computed; anything else on the object is luxon's own affair. */
  readonly getters: ReadonlySet<string>;
}

interface LuxonClass {
  readonly prototype: object;
}

const TYPES = new Map<unknown, LuxonType>([
  describe(DateTime, { methods: ['reconfigure', 'getPossibleOffsets'], getters: ['zone', 'loc'] }),
  describe(Duration, { methods: [], getters: ['loc'] }),
  // Those that cut an interval into pieces can be asked for more pieces than there is memory.
  describe(Interval, { methods: ['mapEndpoints', 'splitBy', 'divideEqually', 'splitAt'], getters: [] }),
]);

/** @param prototype the prototype of a value */
export function luxonTypeOf(prototype: unknown): LuxonType | undefined {
  return TYPES.get(prototype);
}

function describe(
  { prototype }: LuxonClass,
  denied: { methods: readonly string[]; getters: readonly string[] },
): [object, LuxonType] {
  const all = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([name]) =>
    isSafeObjectProperty(name),
  );
  const methods = all.filter(([name, { value }]) => typeof value === 'function' && !denied.methods.includes(name));
  const getters = all.filter(([name, property]) => 'get' in property && !denied.getters.includes(name));
  return [
    prototype,
    {
      methods: pick(
        prototype,
        methods.map(([name]) => name),
      ),
      getters: new Set(getters.map(([name]) => name)),
    },
  ];
}
