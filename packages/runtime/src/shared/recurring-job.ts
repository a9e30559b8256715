import type { Duration } from './duration';
import { codeOf, messageOf } from './errors';
import type { Logger } from './logger';

export interface Recurrence {
  /** From one look to the next; `wake` makes it look at once. */
  readonly every: Duration;
  readonly logger: Logger;
  /** Logged where a look fails: the next one tries again. */
  readonly complaint: string;
  /** How bad that is; `error` where left out. */
  readonly level?: 'error' | 'warn';
  /** Whether the first look waits for its turn, too. */
  readonly isPatient?: boolean;
}

/** What a server looks after every so often. One look at a time; who asks for one meanwhile waits for the one under way. */
export abstract class RecurringJob {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private hasEnded = false;

  protected constructor(private readonly recurrence: Recurrence) {}

  async start(): Promise<void> {
    const { every, isPatient = false } = this.recurrence;
    this.hasEnded = false;
    await this.prepare();
    this.timer ??= setInterval(() => this.wake(), every.milliseconds).unref();
    if (!isPatient) this.wake();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.hasEnded = true;
    clearInterval(this.timer);
    this.timer = undefined;
    await this.looking;
  }

  /** Looks now. Does nothing before `start` and after `stop`. */
  wake(): void {
    if (this.timer) void this.look();
  }

  /** Resolves when all is done that is due. Never rejects. */
  async look(): Promise<void> {
    await (this.looking ??= this.lookOnce().finally(() => (this.looking = undefined)));
  }

  /** Whether the server is about to end: long work stops where it can go on later. */
  protected get isStopping(): boolean {
    return this.hasEnded;
  }

  /** What has to be known before the first look. Where it fails, the job does not start. */
  protected prepare(): Promise<void> {
    return Promise.resolve();
  }

  /** Does what is due. What it throws is logged. */
  protected abstract work(): Promise<void>;

  private async lookOnce(): Promise<void> {
    const { logger, level = 'error', complaint } = this.recurrence;
    try {
      await this.work();
    } catch (error) {
      logger[level]({ code: codeOf(error), reason: messageOf(error) }, complaint);
    }
  }
}
