/** Names of things under other ids: in a value that is one of them, and in texts that list several, parted by commas. */
export function renameIds<Json>(json: Json, ids: ReadonlyMap<string, string>): Json {
  return (ids.size === 0 ? json : rename(json, ids)) as Json;
}

function rename(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return renameText(value, ids);
  if (Array.isArray(value)) return value.map((each) => rename(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rename(each, ids)]));
}

function renameText(text: string, ids: ReadonlyMap<string, string>): string {
  const whole = ids.get(text.trim());
  if (whole !== undefined) return whole;
  if (!text.includes(',')) return text;
  const parts = text.split(',');
  return parts.some((part) => ids.has(part.trim()))
    ? parts.map((part) => ids.get(part.trim()) ?? part).join(',')
    : text;
}
