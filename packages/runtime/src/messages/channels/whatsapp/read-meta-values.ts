import type { JsonObject } from '../http';

/** The objects in an array of what Meta tells; none where there is no array. */
export function objectsIn(object: JsonObject, key: string): JsonObject[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (!Array.isArray(value)) return [];
  return value.filter((entry): entry is JsonObject => typeof entry === 'object' && entry !== null);
}

/** Meta's seconds as UTC epoch ms: nothing has happened after we heard of it, and what cannot be read happened then. */
export function instantIn(seconds: string, receivedAt: number): number {
  const at = Number(seconds) * 1_000;
  return seconds !== '' && Number.isFinite(at) ? Math.min(at, receivedAt) : receivedAt;
}

/** A number as Meta writes it (`972…`) as E.164; empty for what is none. */
export const phoneOf = (digits: string): string => (/^\d{5,20}$/.test(digits) ? `+${digits}` : '');
