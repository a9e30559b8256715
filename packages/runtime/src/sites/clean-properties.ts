const DEEPEST = 5;
const MOST_KEYS = 100;
const MOST_MEMBERS = 100;
const LONGEST_NAME = 100;
const LONGEST_TEXT = 1_000;
/** Values of one message altogether. */
const MOST_VALUES = 1_000;

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
/** Control characters, and those that turn the direction of what follows. */
const UNSAFE = /(?![\n\r\t])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text that can be shown and stored anywhere: no control characters, nothing that turns its direction, no half characters. */
export function cleanText(text: string, longest = LONGEST_TEXT): string {
  return text
    .slice(0, longest)
    .replace(UNSAFE, '')
    .replace(/\p{Cs}/gu, '')
    .trim();
}

/**
 * What a stranger sends, cut to what may be stored: plain data, no deeper, wider or longer than anybody needs. What is
 * beyond that is left out, never an error. @returns an object without a prototype's names
 */
export function cleanProperties(value: unknown): Record<string, unknown> {
  const left = { values: MOST_VALUES };
  const cleaned = clean(value, DEEPEST, left);
  return isRecord(cleaned) ? cleaned : {};
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function clean(value: unknown, depth: number, left: { values: number }): unknown {
  if (left.values-- <= 0) return undefined;
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object' || depth === 0) return undefined;
  if (Array.isArray(value)) {
    const members = value.slice(0, MOST_MEMBERS).map((member) => clean(member, depth - 1, left));
    return members.filter((member) => member !== undefined);
  }
  const entries: Array<[string, unknown]> = [];
  for (const [name, member] of Object.entries(value).slice(0, MOST_KEYS)) {
    const key = cleanText(name, LONGEST_NAME);
    const kept = key === '' || FORBIDDEN.has(key) ? undefined : clean(member, depth - 1, left);
    if (kept !== undefined) entries.push([key, kept]);
  }
  return Object.fromEntries(entries);
}
