/** Keeps what was made last, up to a total weight; what was not asked for the longest goes first. */
export class BoundedCache<Value> {
  private readonly entries = new Map<string, { value: Value; weight: number }>();
  private total = 0;

  constructor(private readonly limit: number) {}

  /** The value under a key, made when it is not there. What is heavier than the whole cache is made but not kept. */
  get(key: string, make: () => Value, weight = 1): Value {
    const known = this.entries.get(key);
    if (known) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.value;
    }
    const value = make();
    if (weight > this.limit) return value;
    this.entries.set(key, { value, weight });
    this.total += weight;
    for (const [oldest, { weight: freed }] of this.entries) {
      if (this.total <= this.limit) break;
      this.entries.delete(oldest);
      this.total -= freed;
    }
    return value;
  }

  /** The value under a key where it is there; asking counts. */
  find(key: string): Value | undefined {
    const known = this.entries.get(key);
    return known && this.get(key, () => known.value);
  }

  get size(): number {
    return this.entries.size;
  }
}
