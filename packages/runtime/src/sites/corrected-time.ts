import { days, minutes } from '../shared';
import type { Trust } from './site';

/** How far back a message may lie: a browser sends at once, a server may catch up. */
const OLDEST = { public: days(1), secret: days(365) } as const;
/** Clocks that differ by less are right enough. */
const TOLERATED = minutes(1);

/**
 * When it happened, by our clock. The sender's clock may be wrong: what lies between `timestamp` and `sentAt` is right
 * by any clock, so it is subtracted from the instant at which the message came.
 * @returns never later than now
 */
export function correctedTime(
  times: { readonly timestamp?: unknown; readonly sentAt?: unknown },
  now: number,
  trust: Trust,
): number {
  const happened = instantOf(times.timestamp);
  if (happened === undefined) return now;
  const sent = instantOf(times.sentAt);
  const skew = sent === undefined ? 0 : now - sent;
  const at = Math.abs(skew) > TOLERATED.milliseconds || happened + skew <= now ? happened + skew : happened;
  return Math.min(now, Math.max(Math.round(at), now - OLDEST[trust].milliseconds));
}

/** ISO 8601, as every library of Segment's sends it, or epoch milliseconds. */
function instantOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? value : undefined;
  if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}
