import { setTimeout as sleep } from 'node:timers/promises';

/** Lets one caller after the other through, no more of them in a second than a shop likes. */
export class Pace {
  private nextAt = 0;

  constructor(private readonly perSecond: number) {}

  /** Resolves when it is the caller's turn. @throws the reason of the signal where it ends the wait */
  async next(signal?: AbortSignal): Promise<void> {
    const now = Date.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + 1_000 / this.perSecond;
    if (at > now) await sleep(at - now, undefined, { signal });
    signal?.throwIfAborted();
  }
}
