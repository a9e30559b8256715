import { ClockJumps, type Database } from '../../db';
import { milliseconds, type Clock, type Logger } from '../../shared';
import type { ExecutionRow } from '../execution-row';
import { giveUpCrashed } from '../give-up-crashed';
import { latestStart, makeDueAfterJump } from '../sql/after-clock-jump';
import { nextDueAt, readDue } from '../sql/claim-due';
import type { CrashRecord } from './crash-record';
import { FindDue } from './find-due';
import { InHand } from './in-hand';
import { Leases } from './leases';

/** While new entries come in one after the other, the table is looked at this often: others are due, too. */
const LOOKS_EVERY = milliseconds(20);

export interface ClaimerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** When given, only these executions are claimed. */
  readonly only: ReadonlySet<number> | undefined;
  /** What this process calls itself among those that work on one Postgres. */
  readonly owner: string;
  /** Where it notes on SQLite what it has in hand. */
  readonly crashRecord: CrashRecord | undefined;
}

/** Where no slot is free nobody looks. */
const ALL_TAKEN = { due: [], isMoreDue: true };

/**
 * Takes executions in hand. On SQLite one process works on the database and claiming writes nothing to it: what is in
 * hand is remembered here, and a crash leaves each row as due as it was. On Postgres each is leased.
 */
export class Claimer {
  readonly inHand = new InHand();

  private readonly findDue: FindDue;
  private readonly leases: Leases | undefined;
  private readonly jumps: ClockJumps;
  private claims = 0;
  /** Taken in hand as they were entered, and not handed out yet. */
  private fresh: ExecutionRow[] = [];
  private lookedAt = -Infinity;
  /** All that was free was taken at the last look: then nothing is taken out of its turn. */
  private hasBacklog = false;
  private isMoreDue = false;

  constructor(private readonly dependencies: ClaimerDependencies) {
    const { database, only } = dependencies;
    this.findDue = new FindDue(database, this.inHand, only);
    this.jumps = new ClockJumps(database, makeDueAfterJump);
    this.leases = database.dialect === 'postgres' ? new Leases(dependencies) : undefined;
  }

  /** Looks after what an earlier process left behind. */
  async start(): Promise<void> {
    const { database, clock, logger, only, crashRecord } = this.dependencies;
    if (this.leases) await this.leases.start(this.inHand.ids);
    else if (!only) await giveUpCrashed({ database, now: clock.now(), logger, suspects: crashRecord?.read() ?? [] });
    this.jumps.saw((await latestStart(database)) ?? -Infinity);
  }

  /** Ends in order: nothing that is in hand now is suspected of anything. */
  async stop(): Promise<void> {
    for (const { id } of this.fresh.splice(0)) this.inHand.delete(id);
    this.leases?.stop();
    await this.leases?.giveBack([...this.inHand.ids]);
    this.dependencies.crashRecord?.write([]);
    this.dependencies.crashRecord?.close();
  }

  /**
   * Takes an execution in hand that has just been entered and committed by this process, so that the next claim has it
   * without looking for it: two statements less for each.
   * @returns false where it waits for its turn like all others
   */
  takeFresh(row: ExecutionRow, limit: number, mostOfOne: number): boolean {
    const { ids } = this.inHand;
    const isItsTurn = !this.hasBacklog && ids.size < limit && this.inHand.of(row.workflow) < mostOfOne;
    if (!isItsTurn || this.leases || this.dependencies.only || ids.has(row.id)) return false;
    this.inHand.add(row.id, row);
    this.fresh.push(row);
    return true;
  }

  /**
   * @param limit how many more may be in hand
   * @param mostOfOne how many of one workflow may be in hand
   */
  async claim(limit: number, mostOfOne: number): Promise<ExecutionRow[]> {
    this.claims += 1;
    try {
      return await this.take(limit, mostOfOne);
    } finally {
      this.claims -= 1;
    }
  }

  /** Some were taken fresh, and begin with the next claim. */
  get hasFresh(): boolean {
    return this.fresh.length > 0;
  }

  /** More is due than could be taken in hand at the last look. */
  get isBehind(): boolean {
    return this.isMoreDue;
  }

  /** Nothing is in hand, nor on the way there. */
  get isIdle(): boolean {
    return this.inHand.ids.size === 0 && this.claims === 0;
  }

  private async take(limit: number, mostOfOne: number): Promise<ExecutionRow[]> {
    const isLookDue = performance.now() - this.lookedAt >= LOOKS_EVERY.milliseconds;
    const found = this.fresh.length === 0 || isLookDue ? await this.look(limit, mostOfOne) : [];
    const rows = [...this.fresh.splice(0), ...found];
    if (rows.length > 0) this.dependencies.crashRecord?.write(this.inHand.ids);
    return rows;
  }

  /** Finds what is due in the table. */
  private async look(limit: number, mostOfOne: number): Promise<ExecutionRow[]> {
    const { database, clock } = this.dependencies;
    this.lookedAt = performance.now();
    const now = clock.now();
    await this.jumps.look(now);
    const { due, isMoreDue } = limit > 0 ? await this.findDue.find(now, limit, mostOfOne) : ALL_TAKEN;
    this.hasBacklog = due.length >= limit;
    this.isMoreDue = isMoreDue;
    if (due.length === 0) return [];
    const found = due.map(({ id }) => id);
    const taken = await this.leases?.take(found);
    const rows = await readDue(database, taken ? found.filter((id) => taken.has(id)) : found, now);
    // One that was entered meanwhile may have been taken fresh.
    const free = rows.filter(({ id }) => !this.inHand.ids.has(id));
    for (const row of free) this.inHand.add(row.id, row);
    return free;
  }

  letGo(id: number): void {
    this.inHand.delete(id);
  }

  async nextDueAt(): Promise<number | undefined> {
    const { database, only } = this.dependencies;
    return await nextDueAt(database, { inHand: this.inHand.ids, only });
  }
}
