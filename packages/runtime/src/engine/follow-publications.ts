import { RecurringJob, seconds, type Logger } from '../shared';
import type { LiveWorkflows } from './live-workflows';

/** What another server has published is unknown here for so long at most. One short query each time. */
const LOOKS_EVERY = seconds(1);

/** Where several servers work on one Postgres: notices what the others publish and switch off. */
export class FollowPublications extends RecurringJob {
  constructor(
    private readonly live: LiveWorkflows,
    logger: Logger,
  ) {
    super({
      every: LOOKS_EVERY,
      logger,
      complaint: 'What other servers have published could not be read; trying again',
      level: 'warn',
      isPatient: true,
    });
  }

  protected override async work(): Promise<void> {
    await this.live.follow();
  }
}
