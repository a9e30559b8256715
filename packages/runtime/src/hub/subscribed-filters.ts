import type { Database } from '../db';
import type { TriggerFilter } from '../events';
import { RecurringJob, seconds, type Logger } from '../shared';

/** How late this server hears of a subscription that another server has taken. */
const LOOKS_EVERY = seconds(5);

/** What the triggers of stock n8n servers have subscribed to, kept in memory. */
export class SubscribedFilters extends RecurringJob {
  private filters: ReadonlyMap<number, readonly TriggerFilter[]> = new Map();
  private stamp = '';

  constructor(private readonly dependencies: { readonly database: Database; readonly logger: Logger }) {
    super({
      every: LOOKS_EVERY,
      logger: dependencies.logger,
      complaint: 'Subscriptions could not be read; trying again',
      isPatient: true,
    });
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

  protected override async prepare(): Promise<void> {
    await this.refresh();
  }

  protected override async work(): Promise<void> {
    await this.refresh();
  }
}

const NONE: readonly TriggerFilter[] = [];
