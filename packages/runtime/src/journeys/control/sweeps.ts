import type { Database, Transaction } from '../../db';
import { codeOf, messageOf, seconds, type Clock, type Logger } from '../../shared';
import type { Pauses } from '../pauses';
import type { EnginePorts } from './ports';
import type { SweepPlan } from './sweep-plan';
import { sweepStep } from './sweep-step';

export interface Sweep {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
  readonly plan: SweepPlan;
  /** How many executions were changed. */
  readonly changed: number;
  /** UTC epoch ms. */
  readonly startedAt: number;
  readonly endedAt: number | null;
}

interface SweepRow {
  readonly id: number;
  readonly workspace: number;
  readonly workflow: string;
  readonly plan: string;
  readonly after_id: number;
  readonly last_id: number;
  readonly changed: number;
  readonly started_at: number;
  readonly ended_at: number | null;
}

/** So many ids are looked at in one transaction: the event loop is held up for few milliseconds. */
const STEP = 1_000;
const AGAIN_AFTER = seconds(5);

/** Changes many executions in small steps. Each step and how far it came are one commit: a restart goes on from there. */
export class Sweeps {
  private readonly running = new Map<number, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    private readonly dependencies: {
      readonly database: Database;
      readonly clock: Clock;
      readonly logger: Logger;
      readonly pauses: Pauses;
      readonly ports: EnginePorts;
    },
  ) {}

  /** Takes up what an earlier process began. */
  start(): void {
    this.isStopping = false;
    this.timer ??= setInterval(() => void this.runOpen(), AGAIN_AFTER.milliseconds).unref();
    void this.runOpen();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    this.timer = undefined;
    await Promise.allSettled(this.running.values());
  }

  /** Begins a sweep over the executions that there are now, in the caller's transaction. @returns its id */
  async begin(tx: Transaction, workspace: number, workflow: string, plan: SweepPlan): Promise<number> {
    const row = await tx.get<{ id: number }>(
      `INSERT INTO journey_sweep (workspace, workflow, plan, after_id, last_id, changed, started_at)
       VALUES (?, ?, ?, 0, (SELECT COALESCE(MAX(id), 0) FROM execution WHERE workflow = ?), 0, ?) RETURNING id`,
      [workspace, workflow, JSON.stringify(plan), workflow, this.dependencies.clock.now()],
    );
    return row?.id ?? 0;
  }

  /** Works on a sweep until it is done. */
  async run(id: number): Promise<Sweep> {
    let running = this.running.get(id);
    if (!running) {
      running = this.work(id).finally(() => this.running.delete(id));
      this.running.set(id, running);
    }
    await running;
    const row = await this.read(id);
    if (!row) throw new Error(`the sweep ${id} is gone`);
    const { workspace, workflow, changed } = row;
    const plan = JSON.parse(row.plan) as SweepPlan;
    return { id, workspace, workflow, plan, changed, startedAt: row.started_at, endedAt: row.ended_at };
  }

  private async runOpen(): Promise<void> {
    const { database, logger } = this.dependencies;
    try {
      await database.write(releaseStragglers);
      const open = await database.all<{ id: number }>(
        'SELECT id FROM journey_sweep WHERE ended_at IS NULL ORDER BY id',
      );
      for (const { id } of open) await this.run(id);
    } catch (error) {
      logger.error(
        { code: codeOf(error), reason: messageOf(error) },
        'A change to many contacts stopped; trying again',
      );
    }
  }

  private async work(id: number): Promise<void> {
    const { database, pauses } = this.dependencies;
    while (!this.isStopping) {
      const isDone = await database.write((tx) => this.step(tx, id));
      if (isDone) break;
    }
    await pauses.read();
  }

  /** @returns whether nothing is left to do */
  private async step(tx: Transaction, id: number): Promise<boolean> {
    const { clock, ports } = this.dependencies;
    // Another process may work on the same sweep: the row is held until this step is stored.
    await tx.run('UPDATE journey_sweep SET changed = changed WHERE id = ?', [id]);
    const row = await this.read(id, tx);
    if (row?.ended_at !== null) return true;
    const plan = JSON.parse(row.plan) as SweepPlan;
    const until = Math.min(row.last_id, await this.boundary(tx, row));
    const changed = await sweepStep(tx, plan, { ...row, until }, { ports, now: clock.now() });
    const isDone = changed.isDone && until >= row.last_id;
    await tx.run('UPDATE journey_sweep SET after_id = ?, changed = changed + ?, ended_at = ? WHERE id = ?', [
      until,
      changed.count,
      isDone ? clock.now() : null,
      id,
    ]);
    tx.afterCommit(() => ports.wake());
    return isDone;
  }

  /** The id of the last execution of this step. */
  private async boundary(tx: Transaction, { workflow, after_id, last_id }: SweepRow): Promise<number> {
    const row = await tx.get<{ id: number }>(
      `SELECT id FROM execution WHERE workflow = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ${STEP - 1}`,
      [workflow, after_id],
    );
    return row?.id ?? last_id;
  }

  private async read(id: number, tx?: Transaction): Promise<SweepRow | undefined> {
    return await (tx ?? this.dependencies.database).get<SweepRow>('SELECT * FROM journey_sweep WHERE id = ?', [id]);
  }
}

/** A process that has not heard of the end of a pause yet may still have parked something. */
async function releaseStragglers(tx: Transaction): Promise<void> {
  await tx.run(
    `UPDATE execution SET wake_at = parked_at, parked_at = NULL
     WHERE parked_at IS NOT NULL AND stopped_at IS NULL AND workflow NOT IN (SELECT workflow FROM journey_pause)`,
  );
}
