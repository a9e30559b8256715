import { minutes, type Clock } from '../shared';

const REST = minutes(1);

/**
 * Keeps a provider that cannot work at all (wrong password, wrong address) from being asked again and again. Open, it
 * lets nothing through for a minute; then one message tries, and its result closes or opens it again.
 */
export class Circuit {
  private opensUntil: number | undefined;

  constructor(private readonly clock: Clock) {}

  get isOpen(): boolean {
    return this.opensUntil !== undefined && this.clock.now() < this.opensUntil;
  }

  /** Whether one message may try. */
  get isHalfOpen(): boolean {
    return this.opensUntil !== undefined && !this.isOpen;
  }

  /** @returns whether it was closed before, and until when it is open now */
  open(): { wasClosed: boolean; until: number } {
    const wasClosed = this.opensUntil === undefined;
    const until = this.clock.now() + REST.milliseconds;
    this.opensUntil = until;
    return { wasClosed, until };
  }

  /** @returns whether it was open before */
  close(): boolean {
    const wasOpen = this.opensUntil !== undefined;
    this.opensUntil = undefined;
    return wasOpen;
  }
}
