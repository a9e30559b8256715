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
  const g = Object.keys(base).filter((key) => !Object.hasOwn(target, key));
  if (shared === 0 && Object.keys(n).length === 0) return undefined;
  const patch = {
    ...(Object.keys(s).length > 0 && { s }),
    ...(Object.keys(n).length > 0 && { n }),
    ...(g.length > 0 && { g }),
  };
  return isSameOrder(Object.keys(applyPatch(base, patch)), Object.keys(target)) ? patch : undefined;
}

export function applyPatch(base: Fields, { s = {}, n = {}, g = [] }: Patch): Fields {
  const result = { ...base, ...s };
  for (const [key, inner] of Object.entries(n)) result[key] = applyPatch(base[key] as Fields, inner);
  for (const key of g) Reflect.deleteProperty(result, key);
  return result;
}

/** Equal as JSON text, the order of fields included. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  }
  if (!isFields(one) || !isFields(other)) return false;
  const keys = Object.keys(one);
  return isSameOrder(keys, Object.keys(other)) && keys.every((key) => isSame(one[key], other[key]));
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
