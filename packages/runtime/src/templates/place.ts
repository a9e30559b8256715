/** A path such as `branches.values[0].filters` as its steps. */
export function stepsOf(path: string): Array<string | number> {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

/** What stands at a path; undefined where nothing does. */
export function readAt(root: unknown, path: string): unknown {
  let value = root;
  for (const step of stepsOf(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** Puts a value to a path. @returns false where what leads there is missing */
export function writeAt(root: unknown, path: string, value: unknown): boolean {
  const steps = stepsOf(path);
  const last = steps.pop();
  if (last === undefined) return false;
  let holder = root;
  for (const step of steps) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, step)) return false;
    holder = (holder as Record<string | number, unknown>)[step];
  }
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, last)) return false;
  (holder as Record<string | number, unknown>)[last] = value;
  return true;
}
