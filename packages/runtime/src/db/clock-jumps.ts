import { seconds } from '../shared';
import type { Database, Transaction } from './database';

/** A write under way during a jump was dated before it and is seen only after it: looks again so often. */
const AGAIN_EVERY = seconds(30);

/** A clock that stands behind what it has shown before. UTC epoch milliseconds. */
export interface ClockJump {
  readonly now: number;
  /** The latest instant that it has shown. */
  readonly latest: number;
}

/**
 * Notices when the machine's clock was set back. What was to be done at once is stored with the instant of then, and
 * would lie until the clock has come there again; `makeDue` dates it anew. What waits for an instant goes on waiting.
 */
export class ClockJumps {
  private latest = -Infinity;
  private previous = -Infinity;
  private nextLook = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly makeDue: (tx: Transaction, jump: ClockJump) => Promise<unknown>,
  ) {}

  /** @param instant one that an earlier process may have seen on the clock */
  saw(instant: number): void {
    this.latest = Math.max(this.latest, instant);
  }

  /** To be called with the time before anything is looked for that is due. A clock that goes forward costs nothing. */
  async look(now: number): Promise<void> {
    const isSetBack = now < this.previous;
    this.previous = now;
    this.saw(now);
    if (now === this.latest) return;
    if (!isSetBack && performance.now() < this.nextLook) return;
    await this.database.write((tx) => this.makeDue(tx, { now, latest: this.latest }));
    this.nextLook = performance.now() + AGAIN_EVERY.milliseconds;
  }
}
