import { getHeapStatistics } from 'node:v8';

import type { ErrorCode } from '../shared';

const MIB = 1024 * 1024;

/** How much may be on its way in at a time. */
export interface AdmissionLimits {
  /** Requests that are not answered yet. */
  readonly requests: number;
  /** Bytes of their bodies. */
  readonly bytes: number;
  /** Which share of the memory that this process may have. */
  readonly memory: number;
}

/** A burst of five thousand a second that are answered within a tenth of one is a tenth of this. */
export const ADMISSION: AdmissionLimits = { requests: 5_000, bytes: 256 * MIB, memory: 0.85 };

/** Counts for a body of which nobody says how long it is. */
const UNKNOWN_LENGTH = 64 * 1024;
/** Looking at the memory costs a little: it is not done for each request. */
const MEMORY_KEPT_MS = 100;

/**
 * Whether one more request may come in. What is let in is committed before it is answered and runs later, so a backlog
 * lies on the disk and is no reason to refuse anything; only what has not been committed yet takes memory.
 */
export class Admission {
  private requests = 0;
  private bytes = 0;
  private isClosed = false;
  private isFull = false;
  private lookedAt = -Infinity;

  /** @param memory tells the share of the memory that is used */
  constructor(
    private readonly limits: AdmissionLimits = ADMISSION,
    private readonly memory: () => number = shareOfMemory,
  ) {}

  /** The server is about to end. */
  close(): void {
    this.isClosed = true;
  }

  get isEnding(): boolean {
    return this.isClosed;
  }

  /** @returns why the request may not come in; undefined where it is in, until `leave` */
  enter(length: number | undefined): ErrorCode | undefined {
    if (this.isClosed) return 'SERVER_STOPPING';
    const { requests, bytes } = this.limits;
    const size = length ?? UNKNOWN_LENGTH;
    const isOver = this.requests >= requests || (this.requests > 0 && this.bytes + size > bytes);
    if (isOver || this.isOutOfMemory()) return 'SERVER_BUSY';
    this.requests += 1;
    this.bytes += size;
    return undefined;
  }

  leave(length: number | undefined): void {
    this.requests -= 1;
    this.bytes -= length ?? UNKNOWN_LENGTH;
  }

  private isOutOfMemory(): boolean {
    const now = performance.now();
    if (now - this.lookedAt >= MEMORY_KEPT_MS) {
      this.lookedAt = now;
      this.isFull = this.memory() > this.limits.memory;
    }
    return this.isFull;
  }
}

/** Of the heap that V8 may have, or of the memory that the container may have: whichever is closer to its end. */
function shareOfMemory(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  const container = process.constrainedMemory();
  const ofContainer = container > 0 ? process.memoryUsage.rss() / container : 0;
  return Math.max(used / limit, ofContainer);
}
