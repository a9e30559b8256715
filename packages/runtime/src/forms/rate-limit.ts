import { isIPv6 } from 'node:net';

import type { Clock, Duration } from '../shared';

/** So many callers are remembered; who was forgotten begins anew. */
const MOST_CALLERS = 50_000;

/** How often one caller may do something in a span of time. Kept in memory: each server counts for itself. */
export class RateLimit {
  private readonly callers = new Map<string, { count: number; endsAt: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly most: number,
    private readonly within: Duration,
  ) {}

  /** Counts, and tells whether it is still allowed. */
  allows(caller: string): boolean {
    const now = this.clock.now();
    const known = this.callers.get(caller);
    const current = known && known.endsAt > now ? known : { count: 0, endsAt: now + this.within.milliseconds };
    current.count += 1;
    this.callers.delete(caller);
    this.callers.set(caller, current);
    if (this.callers.size > MOST_CALLERS) this.callers.delete(this.callers.keys().next().value ?? '');
    return current.count <= this.most;
  }
}

/** Whoever has one IPv6 address has the 2^64 beside it, too. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !isIPv6(ip)) return mapped ?? ip;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  const groups = tail === undefined ? front : [...front, ...zeros, ...back];
  return groups.slice(0, 4).join(':');
}
