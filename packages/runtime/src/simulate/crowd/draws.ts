import { pointOf } from '../../shared';

/** Chance that is the same every time: numbers that follow from a seed and from who draws them. */
export class Draws {
  private state: number;

  /** @param of whose chance it is: another word gives other numbers */
  constructor(seed: number, ...of: ReadonlyArray<string | number>) {
    this.state = Math.floor(pointOf(seed, ...of) * 2 ** 32);
  }

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
  oneOf<Item>(items: readonly Item[]): Item | undefined;
  oneOf<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.next() * items.length)];
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** As long as it takes until something happens that happens once in `mean`, on average. */
  waitFor(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }
}
