/** How much somebody may do: so much at once, and so much more each second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** A bound on memory, not on callers: who has not called for the longest time begins with a full bucket again. */
const MOST = 20_000;

/** Who may do how much. Holds a bounded number of callers, whatever they call themselves. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
    private readonly most = MOST,
  ) {}

  /** How many callers are remembered. */
  get size(): number {
    return this.buckets.size;
  }

  /** @returns how many of `wanted` are granted: all, or as many as are left */
  take(caller: string, wanted = 1): number {
    const now = this.now();
    const { burst, perSecond } = this.rate;
    const bucket = this.buckets.get(caller) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
    const granted = Math.min(wanted, Math.floor(tokens));
    this.buckets.delete(caller); // to the end: the first one is who has been silent for the longest time
    const oldest = this.buckets.size >= this.most ? this.buckets.keys().next().value : undefined;
    if (oldest !== undefined) this.buckets.delete(oldest);
    this.buckets.set(caller, { tokens: tokens - granted, at: now });
    return granted;
  }
}
