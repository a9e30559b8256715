import type { Database } from '../db';
import type { TriggerFilter } from '../events';
import { codeOf, messageOf, seconds, type Logger } from '../shared';

/** How late this server hears of a subscription that another server has taken. */
const LOOKS_EVERY = seconds(5);

/** What the triggers of stock n8n servers have subscribed to, kept in memory. */
export class SubscribedFilters {
  private filters: ReadonlyMap<number, readonly TriggerFilter[]> = new Map();
  private stamp = '';
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly dependencies: { readonly database: Database; readonly logger: Logger }) {}

  async start(): Promise<void> {
    await this.refresh();
    this.timer ??= setInterval(() => void (this.looking = this.look()), LOOKS_EVERY.milliseconds).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.looking;
  }

  /** Reads what is subscribed to now. */
  async refresh(): Promise<void> {
    const rows = await this.dependencies.database.all<{ workspace: number; filter: string }>(
      'SELECT workspace, filter FROM subscription ORDER BY id',
    );
    const stamp = JSON.stringify(rows);
    if (stamp === this.stamp) return;
    const filters = new Map<number, TriggerFilter[]>();
    for (const { workspace, filter } of rows) {
      filters.set(workspace, [...(filters.get(workspace) ?? []), JSON.parse(filter) as TriggerFilter]);
    }
    this.filters = filters;
    this.stamp = stamp;
  }

  of(workspace: number): readonly TriggerFilter[] {
    return this.filters.get(workspace) ?? NONE;
  }

  workspaces(): number[] {
    return [...this.filters.keys()];
  }

  private async look(): Promise<void> {
    try {
      await this.refresh();
    } catch (error) {
      const facts = { code: codeOf(error), reason: messageOf(error) };
      this.dependencies.logger.error(facts, 'Subscriptions could not be read; trying again');
    }
  }
}

const NONE: readonly TriggerFilter[] = [];
