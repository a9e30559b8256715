/** The value at a path such as `order.total`; of a list, the values of its members. */
export function valueAt(from: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>(step, from);
}

function step(from: unknown, name: string): unknown {
  if (Array.isArray(from)) return from.map((member) => step(member, name)).filter((value) => value !== undefined);
  if (typeof from !== 'object' || from === null || !Object.hasOwn(from, name)) return undefined;
  return (from as Record<string, unknown>)[name];
}
