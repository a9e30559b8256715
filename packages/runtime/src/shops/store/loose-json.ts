import { parseAmount, fractionDigits } from '../../shared';

/*
 * Reads values out of a shop's JSON without trusting their types. PHP writes empty objects as [], lists with gaps as
 * objects, and plugins put numbers where texts belong. Nothing here throws.
 */

export type Json = Readonly<Record<string, unknown>>;

/** Either a value, or why there is none. */
export type Reading<Value> = { readonly value: Value } | { readonly unreadable: string };

const INT32_MAX = 2_147_483_647;

/** An object; empty where the value is something else. */
export function readRecord(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list, or of an object whose keys are positions. */
export function readRecords(value: unknown): Json[] {
  const entries: unknown[] = Array.isArray(value) ? value : Object.values(readRecord(value));
  return entries.filter(isRecord);
}

/** A text or a number as text, else ''. Postgres stores no NUL characters. */
export function readText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.replaceAll('\u0000', '') : '';
}

/** A positive integer as text, else null: 0 is how WordPress says "none". */
export function readId(value: unknown): string | null {
  const text = readText(value).trim();
  return /^[1-9]\d{0,19}$/.test(text) ? text : null;
}

/** A whole number that fits the store's columns; null for what is no number. */
export function readCount(value: unknown): number | null {
  const text = readText(value).trim();
  const count = text === '' ? NaN : Number(text);
  if (!Number.isFinite(count)) return null;
  return Math.max(-INT32_MAX, Math.min(INT32_MAX, Math.round(count)));
}

/** Minor units of a decimal; null for an empty one; undefined for what is not an amount. */
export function readAmount(value: unknown, currency: string): number | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'number' && Number.isFinite(value) ? decimalOf(value, currency) : readText(value);
  const amount = parseAmount(text, currency);
  return amount !== undefined && Number.isSafeInteger(amount) ? amount : undefined;
}

/** JavaScript writes small and large numbers with an exponent. */
function decimalOf(value: number, currency: string): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(fractionDigits(currency)) : text;
}

/**
 * A date that a shop writes without a zone and means as UTC, as UTC epoch ms: WooCommerce's `date_…_gmt` (its siblings
 * without `_gmt` are in the shop's own, unnamed zone and are never read), and Magento's dates.
 */
export function readInstant(value: unknown): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})/.exec(readText(value).trim());
  if (!match) return null;
  const instant = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(instant) || instant <= 0 ? null : instant;
}
