/** What is to be done at instants, the earliest first. Instants (UTC epoch ms) are put off to the next half hour. */
export class Agenda<Item> {
  private readonly items = new Map<number, Item[]>();
  /** A heap: no instant is later than the two at twice its place. */
  private readonly instants: number[] = [];

  /** A crowd has few instants and many people at each: that is what makes it fast. */
  static readonly STEP = 30 * 60_000;

  add(instant: number, item: Item): void {
    const at = Math.ceil(instant / Agenda.STEP) * Agenda.STEP;
    const there = this.items.get(at);
    if (there) {
      there.push(item);
      return;
    }
    this.items.set(at, [item]);
    this.push(at);
  }

  /** The earliest instant; Infinity where nothing is left to do. */
  get next(): number {
    return this.instants[0] ?? Infinity;
  }

  /** Takes out what is to be done until an instant, in the order in which it was added for each. */
  take(until: number): Item[] {
    const taken: Item[] = [];
    while (this.next <= until) {
      const at = this.pop();
      taken.push(...(this.items.get(at) ?? []));
      this.items.delete(at);
    }
    return taken;
  }

  private push(at: number): void {
    const heap = this.instants;
    let place = heap.push(at) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if ((heap[above] ?? 0) <= at) break;
      heap[place] = heap[above] ?? 0;
      place = above;
    }
    heap[place] = at;
  }

  private pop(): number {
    const heap = this.instants;
    const first = heap[0] ?? Infinity;
    const last = heap.pop() ?? Infinity;
    if (heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      if (left >= heap.length) break;
      const below = (heap[left + 1] ?? Infinity) < (heap[left] ?? Infinity) ? left + 1 : left;
      if ((heap[below] ?? Infinity) >= last) break;
      heap[place] = heap[below] ?? Infinity;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}
