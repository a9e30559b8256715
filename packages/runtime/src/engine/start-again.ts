import { codeOf, messageOf, minutes, seconds, type Logger } from '../shared';
import type { RunnableVersion } from '../workflows';

const FIRST_PAUSE = seconds(5);
const LONGEST_PAUSE = minutes(10);

/**
 * Starts live workflows again that could not be started with the server: the service that a trigger listens to may
 * have been away. Tries for as long as the workflow is live, ever less often.
 */
export class StartAgain {
  private readonly planned = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly start: (version: RunnableVersion) => Promise<void>,
    private readonly logger: Logger,
  ) {}

  plan(version: RunnableVersion, attempt = 0): void {
    const pause = Math.min(LONGEST_PAUSE.milliseconds, FIRST_PAUSE.milliseconds * 2 ** attempt);
    const timer = setTimeout(() => void this.tryNow(version, attempt), pause);
    this.planned.set(version.workflow, timer.unref());
  }

  forget(workflow: string): void {
    clearTimeout(this.planned.get(workflow));
    this.planned.delete(workflow);
  }

  forgetAll(): void {
    for (const workflow of this.planned.keys()) this.forget(workflow);
  }

  private async tryNow(version: RunnableVersion, attempt: number): Promise<void> {
    const timer = this.planned.get(version.workflow);
    try {
      await this.start(version);
      this.planned.delete(version.workflow);
      this.logger.info({ workflow: version.workflow }, `The workflow "${version.name}" is started now`);
    } catch (error) {
      const facts = { workflow: version.workflow, code: codeOf(error), reason: messageOf(error) };
      this.logger.warn(facts, `The workflow "${version.name}" could not be started yet`);
      // Switched off, or published anew, while it was being tried: then nothing is planned any more.
      if (this.planned.get(version.workflow) === timer) this.plan(version, attempt + 1);
    }
  }
}
