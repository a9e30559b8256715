import type { CallbackRequest } from '../provider-callback';

export type CallbackFields = Readonly<Record<string, string>>;

/**
 * What a provider posts, whether as JSON (one object, a list, or a list inside of one), as a form or in the query: each
 * record with its names in lower case.
 */
export function callbackFields({ rawBody, headers, url }: CallbackRequest): CallbackFields[] {
  const text = rawBody.toString('utf8').trim();
  const type = headers['content-type'] ?? '';
  if (type.includes('json') || /^[[{]/.test(text)) return recordsIn(parse(text));
  if (text !== '') return [flat(Object.fromEntries(new URLSearchParams(text)))];
  return [flat(Object.fromEntries(new URL(url).searchParams))];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function recordsIn(value: unknown): CallbackFields[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (typeof value !== 'object' || value === null) return [];
  const lists = Object.values(value).filter((each): each is unknown[] => Array.isArray(each));
  return lists.length > 0 ? lists.flatMap(recordsIn) : [flat(value)];
}

function flat(value: object): CallbackFields {
  const entries = Object.entries(value).filter(([, each]) => typeof each === 'string' || typeof each === 'number');
  return Object.fromEntries(entries.map(([name, each]) => [name.toLowerCase(), String(each)]));
}
