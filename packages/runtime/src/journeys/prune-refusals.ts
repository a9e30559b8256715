import type { Database } from '../db';
import { days, hours, RecurringJob, type Clock, type Logger } from '../shared';

const EVERY = hours(1);
const AT_ONCE = 500;

/** Forgets after so many days why events did not enter journeys, and which changes to many contacts were made. */
export class PruneRefusals extends RecurringJob {
  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly keptDays: number;
    },
  ) {
    super({
      every: EVERY,
      logger: dependencies.logger,
      complaint: 'Old refusals could not be deleted; trying again',
      level: 'warn',
    });
  }

  protected override async work(): Promise<void> {
    const { database, clock, keptDays } = this.dependencies;
    const before = clock.now() - days(keptDays).milliseconds;
    while ((await this.pruneOldest(before)) === AT_ONCE);
    await database.write((tx) => tx.run('DELETE FROM journey_sweep WHERE ended_at < ?', [before]));
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
