import type { Delivery } from './delivery';

/** So many deliveries are remembered as they were read: a few megabytes at most. */
const MOST = 256;
/** Bytes of a body. Larger ones are read again. */
const LARGEST = 16 * 1024;

/**
 * Deliveries that have been read, stored, and are about to be applied: reading one again from its row costs a tenth of
 * applying it. Whoever came first is kept, because they are applied in their order; the rows have them all.
 */
export class ReadDeliveries {
  private readonly deliveries = new Map<number, Delivery>();

  /** @param id of its row */
  keep(id: number, delivery: Delivery): void {
    if (this.deliveries.size < MOST && delivery.rawBody.length <= LARGEST) this.deliveries.set(id, delivery);
  }

  find(id: number): Delivery | undefined {
    return this.deliveries.get(id);
  }

  forget(id: number): void {
    this.deliveries.delete(id);
  }

  /** Where nothing waits any more: what is still here has been applied by another server. */
  forgetAll(): void {
    this.deliveries.clear();
  }
}
