import type { Database } from '../db';
import { codeOf, days, hours, messageOf, type Clock, type Logger } from '../shared';

const EVERY = hours(1);
const AT_ONCE = 500;

/** Forgets after so many days why events did not enter journeys, and which changes to many contacts were made. */
export class PruneRefusals {
  private timer: NodeJS.Timeout | undefined;
  private pruning: Promise<void> | undefined;

  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly keptDays: number;
    },
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.prune(), EVERY.milliseconds).unref();
    void this.prune();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.pruning;
  }

  /** Resolves when nothing is left that is too old. Never rejects. */
  async prune(): Promise<void> {
    await (this.pruning ??= this.pruneAll().finally(() => (this.pruning = undefined)));
  }

  private async pruneAll(): Promise<void> {
    const { database, clock, logger, keptDays } = this.dependencies;
    const before = clock.now() - days(keptDays).milliseconds;
    try {
      while ((await this.pruneOldest(before)) === AT_ONCE);
      await database.write((tx) => tx.run('DELETE FROM journey_sweep WHERE ended_at < ?', [before]));
    } catch (error) {
      logger.warn({ code: codeOf(error), reason: messageOf(error) }, 'Old refusals could not be deleted; trying again');
    }
  }

  /** The oldest have the smallest ids: no index on the instant is needed. @returns how many were deleted */
  private async pruneOldest(before: number): Promise<number> {
    return await this.dependencies.database.write((tx) =>
      tx.run(
        `DELETE FROM refused_entry WHERE refused_at < ? AND id IN (SELECT id FROM refused_entry ORDER BY id LIMIT ${AT_ONCE})`,
        [before],
      ),
    );
  }
}
