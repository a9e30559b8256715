import type { Database, Transaction } from '../db';
import { RecurringJob, seconds, type Clock, type Logger } from '../shared';

/** Writes that something was fetched so many times. */
export type WriteFetches = (tx: Transaction, times: number) => Promise<void>;

interface Repeats {
  readonly until: number;
  readonly write: WriteFetches;
  times: number;
}

/** What comes again within it is written together with the rest of it. */
const TOGETHER = seconds(5);
/** Things of which repeats are counted at a time. Past it each fetch is written by itself. */
const MOST = 50_000;
/** In one transaction. */
const BATCH = 200;

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Writes what was fetched: the first time at once, what is fetched again right after it later and in one go. A link that
 * is fetched ten thousand times in a second costs two writes. A crash loses repeats of some seconds, never a first time.
 */
export class FetchLog extends RecurringJob {
  private readonly known = new Map<string, Repeats>();

  constructor(private readonly dependencies: Dependencies) {
    const complaint = 'What was opened and clicked could not be counted; trying again';
    super({ every: TOGETHER, logger: dependencies.logger, complaint, level: 'warn', isPatient: true });
  }

  /** @param key the same for what counts as the same */
  async note(key: string, write: WriteFetches): Promise<void> {
    const { database, clock } = this.dependencies;
    const known = this.known.get(key);
    if (known && (known.times > 0 || clock.now() < known.until)) {
      known.times += 1;
      return;
    }
    if (this.known.size < MOST) this.known.set(key, { until: clock.now() + TOGETHER.milliseconds, write, times: 0 });
    try {
      await database.write((tx) => write(tx, 1));
    } catch (error) {
      const repeats = this.known.get(key);
      if (repeats) repeats.times += 1; // written with the repeats
      throw error;
    }
  }

  override async stop(): Promise<void> {
    await super.stop();
    await this.look();
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    const repeated = [...this.known].filter(([, { times }]) => times > 0);
    for (let from = 0; from < repeated.length; from += BATCH) {
      const batch = repeated.slice(from, from + BATCH).map(([key, { write, times }]) => ({ key, write, times }));
      await database.write(async (tx) => {
        for (const { write, times } of batch) await write(tx, times);
      });
      for (const { key, times } of batch) {
        const left = this.known.get(key);
        if (left) left.times -= times;
      }
    }
    const now = clock.now();
    for (const [key, { times, until }] of this.known) if (times === 0 && now >= until) this.known.delete(key);
  }
}
