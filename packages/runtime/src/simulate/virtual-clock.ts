import type { Clock } from '../shared';

/** A clock that stands still until it is set. It never goes back. */
export class VirtualClock implements Clock {
  /** @param instant UTC epoch ms */
  constructor(private instant: number) {}

  now(): number {
    return this.instant;
  }

  /** @param instant UTC epoch ms; one that has been reached changes nothing */
  goTo(instant: number): void {
    this.instant = Math.max(this.instant, instant);
  }
}
