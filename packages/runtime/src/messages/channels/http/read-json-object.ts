import { ProviderTemporaryError } from '../provider-errors';
import type { ProviderAnswer } from './provider-http';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object in an answer; undefined where it is none. */
export function findJsonObject({ text }: ProviderAnswer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** An answer that nobody can read: the message may have been taken, or not. */
export function unreadable({ status, text }: ProviderAnswer): ProviderTemporaryError {
  const reason = `The provider's answer (${status}) cannot be read: ${text.slice(0, 120)}`;
  return new ProviderTemporaryError(reason, { isAnswer: false, details: { status } });
}

/** A value of an answer as text: ids and codes come as numbers, too. Empty where it is neither. */
export function textIn(object: JsonObject | undefined, key: string): string {
  const value = object && Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** An object in an answer; undefined where there is none. */
export function objectIn(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object && Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
