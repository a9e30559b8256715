import { readFileSync } from 'node:fs';

import type { Clock } from './clock';

const LOOKS_EVERY_MS = 50;

/**
 * A clock for tests of a whole server: ahead of the machine's by as many milliseconds as a file says. What is written into
 * the file moves it at once, so that the days of a journey pass in moments, and its waits stay as they are.
 */
export class TestClock implements Clock {
  private ahead: number;
  private timer: NodeJS.Timeout | undefined;

  /** @param file may be missing: then the clock is right */
  constructor(private readonly file: string) {
    this.ahead = this.read();
  }

  now(): number {
    return Date.now() + this.ahead;
  }

  /** Looks into the file every so often. @param onMove what may be due by then is to be looked for */
  follow(onMove: () => void): void {
    this.timer ??= setInterval(() => {
      const ahead = this.read();
      if (ahead === this.ahead) return;
      this.ahead = ahead;
      onMove();
    }, LOOKS_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private read(): number {
    try {
      const ahead = Number(readFileSync(this.file, 'utf8'));
      return Number.isFinite(ahead) ? ahead : 0;
    } catch {
      return 0; // nobody has moved it yet
    }
  }
}
