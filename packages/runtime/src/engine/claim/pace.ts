import { milliseconds } from '../../shared';

/** Requests and timers wait for so long at most while executions run; well below it, more are begun at once. */
const LONGEST_TURN = milliseconds(8);
const SHORT_TURN = milliseconds(4);
/** A turn may also be long because of a commit: however long it was, so many share the next one. */
const SMALLEST = 4;
const LARGEST = 32;

/**
 * How many executions are begun between two turns of the event loop. Most run to their end without ever touching the
 * network, so what is begun together runs in one go: too many would keep a webhook waiting, too few would not share a
 * commit.
 */
export class Pace {
  private size = SMALLEST;
  private begun = 0;

  /** Awaited after each execution that was begun; gives others their turn where it is time to. */
  async step(): Promise<void> {
    this.begun += 1;
    if (this.begun < this.size) return;
    const began = performance.now();
    await new Promise(setImmediate);
    this.note(performance.now() - began);
  }

  private note(took: number): void {
    // The next ones were not cheaper than these, nor were there more of them.
    if (took > LONGEST_TURN.milliseconds) this.size = Math.max(SMALLEST, Math.floor(this.size / 2));
    else if (took < SHORT_TURN.milliseconds) this.size = Math.min(LARGEST, this.size + 1);
    this.begun = 0;
  }
}
