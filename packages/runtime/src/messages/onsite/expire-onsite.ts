import type { Database } from '../../db';
import { minutes, RecurringJob, type Clock, type Logger } from '../../shared';
import { EXPIRED } from './browser-messages';
import { readOnsite } from './onsite-content';

const AT_ONCE = 500;

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Says of on-site messages whose visitor did not come in time that they are not shown any more. */
export class ExpireOnsite extends RecurringJob {
  constructor(private readonly dependencies: Dependencies) {
    const complaint = 'On-site messages that are over could not be put away; trying again';
    super({ every: minutes(10), logger: dependencies.logger, complaint, level: 'warn' });
  }

  protected override async work(): Promise<void> {
    const { database, clock } = this.dependencies;
    for (let after = ''; !this.isStopping;) {
      const waiting = await database.allInBackground<{ id: string; content: string | null }>(
        `SELECT id, content FROM message WHERE channel = 'onsite' AND status = 'queued' AND id > ? ORDER BY id LIMIT ${AT_ONCE}`,
        [after],
      );
      const over = waiting.filter(({ content }) => readOnsite(content).expiresAt <= clock.now());
      if (over.length > 0) {
        await database.write(async (tx) => {
          for (const { id } of over) {
            await tx.run(
              `UPDATE message SET status = 'skipped', verdict = 'skip', due_at = NULL, error_code = 'ONSITE_EXPIRED',
                 reason_code = 'ONSITE_EXPIRED', reason = ? WHERE id = ? AND status = 'queued'`,
              [EXPIRED, id],
            );
          }
        });
      }
      const last = waiting.at(-1);
      if (!last || waiting.length < AT_ONCE) return;
      after = last.id;
    }
  }
}
