import { codeOf, messageOf, seconds, type Logger } from '../shared';
import type { LiveWorkflows } from './live-workflows';

/** What another server has published is unknown here for so long at most. One short query each time. */
const LOOKS_EVERY = seconds(1);

/** Where several servers work on one Postgres: notices what the others publish and switch off. */
export class FollowPublications {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private isLooking = false;

  constructor(
    private readonly live: LiveWorkflows,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      if (!this.isLooking) this.looking = this.look();
    }, LOOKS_EVERY.milliseconds).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.looking;
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    try {
      await this.live.follow();
    } catch (error) {
      const facts = { code: codeOf(error), reason: messageOf(error) };
      this.logger.warn(facts, 'What other servers have published could not be read; trying again');
    } finally {
      this.isLooking = false;
    }
  }
}
