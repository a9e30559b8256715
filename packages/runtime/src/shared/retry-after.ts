import { milliseconds, seconds, type Duration } from './duration';

/**
 * The header `Retry-After`: seconds, or a date (RFC 9110, 10.2.3).
 * @param now UTC epoch ms
 * @returns undefined where there is none, or where it says nothing
 */
export function readRetryAfter(header: string | null, now: number): Duration | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return seconds(Number(text));
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : milliseconds(Math.max(0, at - now));
}
