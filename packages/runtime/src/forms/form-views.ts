import type { Database } from '../db';
import { codeOf, messageOf, seconds, type Clock, type Logger } from '../shared';
import type { Form } from './form';
import { countAtForm } from './form-counts';

const EVERY = seconds(5);

/** Counts who looks at forms. A view costs no write of its own: some seconds of them are written together. */
export class FormViews {
  private views = new Map<string, { workspace: number; count: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: Clock;
      readonly logger: Logger;
    },
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.flush(), EVERY.milliseconds).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.flush();
  }

  add({ id, workspace }: Pick<Form, 'id' | 'workspace'>): void {
    const seen = this.views.get(id);
    this.views.set(id, { workspace, count: (seen?.count ?? 0) + 1 });
  }

  /** Resolves when all views are counted. What cannot be written now is counted the next time. Never rejects. */
  async flush(): Promise<void> {
    const { database, clock, logger } = this.dependencies;
    const views = [...this.views].sort(([one], [other]) => (one < other ? -1 : 1));
    if (views.length === 0) return;
    this.views = new Map();
    const now = clock.now();
    try {
      await database.write(async (tx) => {
        for (const [form, { workspace, count }] of views) {
          // A form that was deleted meanwhile is not counted: nobody would take its counts away again.
          const known = await tx.get('SELECT id FROM form WHERE id = ?', [form]);
          if (known) await countAtForm(tx, { form, workspace, now }, { views: count });
        }
      });
    } catch (error) {
      logger.warn(
        { code: codeOf(error), reason: messageOf(error) },
        'Views of forms could not be counted; trying again',
      );
      for (const [form, { workspace, count }] of views) {
        this.views.set(form, { workspace, count: count + (this.views.get(form)?.count ?? 0) });
      }
    }
  }
}
