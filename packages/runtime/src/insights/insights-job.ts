import type { Database } from '../db';
import type { StoredEvent } from '../events';
import { instantOf, messageOf, minutes, RecurringJob, seconds, wallTimeOf, type Clock, type Logger } from '../shared';
import { refreshNextPurchases, workOutNextPurchases } from './replenishment/store-next-purchases';
import { workOutProducts } from './products/work-out-products';
import { workOutRfm } from './rfm/work-out-rfm';

const LOOKS_EVERY = seconds(30);
/** A server that died over it is taken to be dead after so long. */
const LONGEST_RUN = minutes(120);
/** Local time at which everything is worked out anew. */
const NIGHT = { hour: 3, minute: 30, second: 0, millisecond: 0 };
/** Contacts whose orders changed and who are not looked at yet; more than these wait for the night. */
const MOST_WAITING = 10_000;

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Tells this server from others on the same database. */
  readonly owner: string;
}

/** What the last working out came to. */
export interface InsightRun {
  /** UTC epoch ms. */
  readonly startedAt: number | null;
  /** Null while it is under way. */
  readonly endedAt: number | null;
  readonly dueAt: number;
  readonly error: string | null;
  readonly figures: Readonly<Record<string, number>> | null;
}

/** A workspace, and when it is its turn; null where it never was. */
interface Turn {
  readonly id: number;
  readonly timeZone: string;
  readonly dueAt: number | null;
}

/**
 * Works out at night, and when told to, what all orders of a workspace say together: grades of buyers, what goes
 * together, what sells best, when things run out. Between two nights, whoever orders gets a new date of their next purchase.
 */
export class InsightsJob extends RecurringJob {
  private readonly waiting = new Map<number, number>();

  constructor(private readonly dependencies: Dependencies) {
    super({
      every: LOOKS_EVERY,
      logger: dependencies.logger,
      complaint: 'Insights could not be worked out; trying again',
    });
  }

  /** Keeps in mind whose orders have changed. Costs the order no statement. */
  note({ type, contact, workspace }: StoredEvent): void {
    if (contact === null || !type.startsWith('order.') || this.waiting.size >= MOST_WAITING) return;
    this.waiting.set(contact, workspace);
  }

  /** Has everything worked out as soon as possible. */
  async request(workspace: number): Promise<void> {
    const { database, clock } = this.dependencies;
    await database.write((tx) =>
      tx.run(
        `INSERT INTO insight_run (workspace, due_at) VALUES (?, ?) ON CONFLICT (workspace) DO UPDATE SET due_at = excluded.due_at`,
        [workspace, clock.now()],
      ),
    );
    this.wake();
  }

  async status(workspace: number): Promise<InsightRun | undefined> {
    const row = await this.dependencies.database.get<Omit<InsightRun, 'figures'> & { figures: string | null }>(
      `SELECT started_at AS "startedAt", ended_at AS "endedAt", due_at AS "dueAt", error, figures FROM insight_run WHERE workspace = ?`,
      [workspace],
    );
    return row && { ...row, figures: row.figures === null ? null : (JSON.parse(row.figures) as InsightRun['figures']) };
  }

  protected override async work(): Promise<void> {
    const { database } = this.dependencies;
    await this.refreshWaiting();
    const workspaces = await database.all<Turn>(
      `SELECT w.id, w.time_zone AS "timeZone", r.due_at AS "dueAt" FROM workspace w
       LEFT JOIN insight_run r ON r.workspace = w.id ORDER BY w.id`,
    );
    for (const workspace of workspaces) if (!this.isStopping) await this.workOutIfDue(workspace);
  }

  private async refreshWaiting(): Promise<void> {
    const { database } = this.dependencies;
    if (this.waiting.size === 0) return;
    const batch = [...this.waiting];
    this.waiting.clear();
    for (const [contact, workspace] of batch) {
      if (this.isStopping) return;
      await refreshNextPurchases(database, workspace, contact);
    }
  }

  /** Writes nothing where nothing is due. */
  private async workOutIfDue({ id, timeZone, dueAt }: Turn): Promise<void> {
    const { database, clock, owner, logger } = this.dependencies;
    const now = clock.now();
    if (dueAt === null) {
      await database.write((tx) =>
        tx.run('INSERT INTO insight_run (workspace, due_at) VALUES (?, ?) ON CONFLICT (workspace) DO NOTHING', [
          ...[id, nextNight(now, timeZone)],
        ]),
      );
      return;
    }
    if (dueAt > now) return;
    const claimed = await database.write((tx) =>
      tx.run(
        `UPDATE insight_run SET claimed_by = ?, claimed_at = ?, started_at = ?, ended_at = NULL, error = NULL
         WHERE workspace = ? AND due_at <= ? AND (claimed_by IS NULL OR claimed_at <= ?)`,
        [owner, now, now, id, now, now - LONGEST_RUN.milliseconds],
      ),
    );
    if (claimed === 0) return;
    const outcome = await this.workOut(id, now);
    if (outcome.error !== null)
      logger.error({ workspace: id, reason: outcome.error }, 'Insights could not be worked out');
    const ended = clock.now();
    await database.write((tx) =>
      tx.run(
        `UPDATE insight_run SET claimed_by = NULL, claimed_at = NULL, ended_at = ?, error = ?, figures = ?,
         due_at = CASE WHEN due_at > ? THEN due_at ELSE ? END WHERE workspace = ?`,
        // Who asked meanwhile is not forgotten.
        [ended, outcome.error, outcome.figures, now, this.isStopping ? now : nextNight(ended, timeZone), id],
      ),
    );
  }

  private async workOut(workspace: number, asOf: number): Promise<{ error: string | null; figures: string | null }> {
    const { database } = this.dependencies;
    const isStopping = () => this.isStopping;
    try {
      const { buyers, changed } = await workOutRfm(database, workspace, asOf);
      const { products, pairs } = await workOutProducts(database, workspace, asOf, isStopping);
      const nextPurchases = await workOutNextPurchases(database, workspace, isStopping);
      return { error: null, figures: JSON.stringify({ buyers, changed, products, pairs, nextPurchases }) };
    } catch (error) {
      return { error: messageOf(error), figures: null };
    }
  }
}

/** The next time that it is night at a place. */
function nextNight(now: number, timeZone: string): number {
  const today = wallTimeOf(now, timeZone);
  const tonight = instantOf({ ...today, ...NIGHT }, timeZone);
  return tonight > now ? tonight : instantOf({ ...today, ...NIGHT, day: today.day + 1 }, timeZone);
}
