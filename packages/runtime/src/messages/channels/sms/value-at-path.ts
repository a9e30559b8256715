/** The text or number at a path such as `data.messages.0.id`; empty where there is none. */
export function valueAtPath(value: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    return (at as Record<string, unknown>)[name];
  }, value);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
