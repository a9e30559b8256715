/** What turns one object into another: fields that are set, fields that are changed inside, fields that are gone. */
export interface Patch {
  readonly s?: Record<string, unknown>;
  readonly n?: Record<string, Patch>;
  readonly g?: readonly string[];
}

type Fields = Record<string, unknown>;

/**
 * How `target` differs from `base`; undefined where a patch would not give its fields in their order, or would repeat
 * nearly all of it. JSON data only.
 */
export function makePatch(base: Fields, target: Fields): Patch | undefined {
  const s: Fields = {};
  const n: Record<string, Patch> = {};
  let shared = 0;
  if (Object.hasOwn(base, '__proto__') || Object.hasOwn(target, '__proto__')) return undefined; // no ordinary field
  for (const [key, value] of Object.entries(target)) {
    const known = base[key];
    if (Object.hasOwn(base, key) && isSame(known, value)) {
      shared += 1;
      continue;
    }
    const inner = Object.hasOwn(base, key) && isFields(known) && isFields(value) ? makePatch(known, value) : undefined;
    if (inner) n[key] = inner;
    else s[key] = value;
  }
  if (shared === 0 && Object.keys(n).length === 0) return undefined;
  const keys = Object.keys(target);
  const [kept, g] = partsOf(Object.keys(base), target);
  const added = keys.filter((key) => !Object.hasOwn(base, key));
  if (!isSameOrder([...kept, ...added], keys)) return undefined;
  return {
    ...(Object.keys(s).length > 0 && { s }),
    ...(Object.keys(n).length > 0 && { n }),
    ...(g.length > 0 && { g }),
  };
}

export function applyPatch(base: Fields, { s = {}, n = {}, g = [] }: Patch): Fields {
  const result = { ...base, ...s };
  for (const [key, inner] of Object.entries(n)) result[key] = applyPatch(base[key] as Fields, inner);
  for (const key of g) Reflect.deleteProperty(result, key);
  return result;
}

/** The keys that `target` has, and those that it has not. */
function partsOf(keys: readonly string[], target: Fields): [string[], string[]] {
  const isThere = (key: string) => Object.hasOwn(target, key);
  return [keys.filter(isThere), keys.filter((key) => !isThere(key))];
}

/** Equal as JSON text, the order of fields included: faster than to compare them one by one. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  return JSON.stringify(one) === JSON.stringify(other);
}

function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

/** An object as JSON has them: one of a class (a date) has a text of its own. */
function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
