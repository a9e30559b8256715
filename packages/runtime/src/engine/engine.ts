import { randomUUID } from 'node:crypto';

import type { INodeExecutionData, IPinData, WorkflowExecuteMode } from 'n8n-workflow';

import type { Database, Transaction } from '../db';
import type { Pauses } from '../journeys';
import { makeStartState, type N8nHost } from '../n8n-host';
import { codeOf, messageOf, milliseconds, seconds, type Clock, type Logger } from '../shared';
import type { RunnableVersion, WorkflowStore } from '../workflows';
import { Claimer } from './claim/claimer';
import type { CrashRecord } from './claim/crash-record';
import { Pace } from './claim/pace';
import { isTemporary, pauseAfter } from './commit-patiently';
import { enterTriggerErrorWorkflow, type ErrorWorkflows } from './error-workflow';
import { EXECUTION_ROW, type ExecutionRow } from './execution-row';
import { freshRowOf } from './fresh-row';
import { FreshStarts } from './fresh-starts';
import { runExecution, type HubFactory, type RunDependencies } from './run-execution';
import { setAside } from './set-aside';
import { parkExecution } from './sql/park-execution';
import { insertExecution, insertUnkeyedExecution, type NewExecution } from './sql/insert-execution';
import { bareContext } from './state/state-context';
import { encodeEntry } from './state-codec';
import { findWaiting, notWaiting, resumeWith, type WaitingExecution } from './waiting-execution';
import { VersionCache } from './version-cache';
import type { Watcher } from './watcher';

/** Enough to fill a commit while the next ones run. More would not be faster on one thread, only larger. */
const MOST_IN_HAND = 120;
/** Once all slots are taken, so many are to be free before it looks again: each look costs the same, however much it finds. */
const WORTH_A_LOOK = 16;
/** A workflow whose nodes are slow leaves slots for the others. */
const MOST_IN_HAND_OF_ONE = 96;
/** Looks again at least so often: a clock that was set back or forth must not leave anything lying. */
const LONGEST_SLEEP = seconds(30);
/** How long a server that is told to end waits for runs in hand. */
const LONGEST_DRAIN = seconds(8);
/** How long it waits before it looks again, where the database could not be read. */
const PAUSE_WITHOUT_DATABASE = seconds(1);
/** Who waits for the engine to have nothing in hand looks again at least so often. */
const LONGEST_LOOK_AWAY = milliseconds(5);

export interface EngineDependencies {
  readonly database: Database;
  readonly host: N8nHost;
  readonly workflows: WorkflowStore;
  readonly hubFor: HubFactory;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The payload of an event that has just happened, as JSON: spares the engine to unpack it from its row. */
  readonly recentPayload?: (event: number) => string | undefined;
  /** What this process calls itself among those that work on one Postgres; a name of its own where left out. */
  readonly owner?: string;
  /** Where it notes on SQLite what it has in hand, to know after a crash what may have caused it. */
  readonly crashRecord?: CrashRecord;
  /** Which journeys stand still: none where it is left out. */
  readonly pauses?: Pauses;
  /** When given, only these executions and what they enter are worked on: for a run by hand beside a server. */
  readonly only?: Set<number>;
}

export interface Start {
  readonly version: RunnableVersion;
  readonly node: string;
  readonly mode: WorkflowExecuteMode;
  readonly items: INodeExecutionData[][];
  /** For a run by hand: the outputs that are pinned to nodes. */
  readonly pinData?: IPinData | null;
}

/**
 * Takes up what is due, runs it until it ends or waits, and commits state and effects together. Everything that it
 * knows is in the database: a process that dies at any moment loses nothing but the run in hand, which is run again
 * from its last commit.
 */
export class Engine {
  /** Executions that this process works on. */
  readonly inHand: Set<number>;

  readonly versions: VersionCache;

  private readonly watchers = new Map<number, Watcher>();
  private readonly runs: RunDependencies;
  private readonly claimer: Claimer;
  private readonly pace = new Pace();
  private readonly starts = new FreshStarts();
  /** Aborted when runs in hand are left behind. */
  private leaving = new AbortController();
  /** How often in a row an execution could not be worked on, because the database was away. */
  private readonly failures = new Map<number, number>();
  private running: Promise<void> | undefined;
  private isStopping = false;
  private isWoken = false;
  private wakeSleeper: () => void = () => undefined;
  private tellOfChange: () => void = () => undefined;

  constructor(private readonly dependencies: EngineDependencies) {
    const { database, workflows, publicUrl, owner = randomUUID(), only, crashRecord } = dependencies;
    this.claimer = new Claimer({ ...dependencies, owner, only, crashRecord });
    this.inHand = this.claimer.inHand.ids;
    this.versions = new VersionCache(database);
    const errorWorkflows: ErrorWorkflows = {
      publicUrl,
      find: (tx, workspace, id) => workflows.runnableIn(tx, workspace, id),
      onEntered: (tx, id) => this.entered(tx, id),
    };
    this.runs = { ...dependencies, versions: this.versions, errorWorkflows };
  }

  /** Begins to take up what is due, beginning with what a previous process left behind. */
  async start(): Promise<void> {
    await this.claimer.start();
    this.leaving = new AbortController();
    this.isStopping = false;
    this.running ??= this.work();
  }

  /** Takes up nothing more and waits for what is in hand, but not for ever: what hangs is run again from its last commit. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST_DRAIN.milliseconds)));
    await Promise.race([this.running, patience]);
    clearTimeout(timer);
    this.leaving.abort();
    await this.claimer.stop();
    this.running = undefined;
  }

  /** Resolves when nothing is in hand any more and nothing of what it works on is due. */
  async settled(): Promise<void> {
    for (;;) {
      // What is in hand while the table is read may be due again by the time that it has been.
      const isIdle = this.claimer.isIdle;
      const dueAt = await this.claimer.nextDueAt();
      if (isIdle && this.claimer.isIdle && (dueAt === undefined || dueAt > this.dependencies.clock.now())) return;
      await this.nextChange();
    }
  }

  now(): number {
    return this.dependencies.clock.now();
  }

  /** Something may be due: called after each commit that made it so. */
  wake(): void {
    this.isWoken = true;
    this.wakeSleeper();
  }

  /** Enters an execution in the caller's transaction. @returns undefined where its entry key is known */
  async enter(tx: Transaction, execution: Omit<NewExecution, 'startedAt' | 'wakeAt'>): Promise<number | undefined> {
    const now = this.dependencies.clock.now();
    const entry = { ...execution, wakeAt: now, startedAt: now };
    const id = await insertExecution(tx, entry);
    if (id !== undefined) this.entered(tx, id, entry);
    return id;
  }

  /** As `enter`, for an entry that nothing can refuse. */
  async enterUnkeyed(
    tx: Transaction,
    execution: Omit<NewExecution, 'startedAt' | 'wakeAt' | 'entryKey'>,
  ): Promise<number> {
    const now = this.dependencies.clock.now();
    const entry = { ...execution, wakeAt: now, startedAt: now };
    const id = await insertUnkeyedExecution(tx, entry);
    this.entered(tx, id, entry);
    return id;
  }

  /** Starts an execution with the items of a trigger that the outside world fired. */
  async begin({ version, node, mode, items, pinData }: Start, watcher?: Watcher): Promise<number> {
    const start = makeStartState({ node, items, pinData });
    const state = encodeEntry(start, bareContext(version));
    return await this.dependencies.database.write(async (tx) => {
      const id = await this.enterUnkeyed(tx, { version, mode, node, state });
      tx.afterCommit(() => this.starts.keep(id, start, state));
      this.watchFromCommit(tx, id, watcher);
      return id;
    });
  }

  /** Hears of an execution until it ends. */
  watch(id: number, watcher: Watcher): void {
    this.watchers.set(id, watcher);
  }

  /**
   * An execution that waits to be called.
   * @param token the resume token of the URL that the execution gave out
   * @throws EXECUTION_NOT_FOUND, EXECUTION_NOT_WAITING, RESUME_TOKEN_WRONG
   */
  async waiting(id: number, token: string | undefined): Promise<WaitingExecution> {
    // A wait that has just run out is in hand already: its own result is on the way.
    if (this.inHand.has(id)) throw notWaiting(id);
    return await findWaiting(await this.row(id), id, token, this.versions);
  }

  /** Resumes an execution with what a call brought. @throws EXECUTION_NOT_WAITING where another call was first */
  async resume(waiting: WaitingExecution, items: INodeExecutionData[][], watcher?: Watcher): Promise<void> {
    const { database, clock } = this.dependencies;
    await database.write(async (tx) => {
      await resumeWith(tx, waiting, items, clock.now());
      this.watchFromCommit(tx, waiting.id, watcher);
      this.entered(tx, waiting.id);
    });
  }

  /** Tells the error workflow of a trigger that failed before there was an execution. Never rejects. */
  async triggerFailed(version: RunnableVersion, node: string, error: Error): Promise<void> {
    const { database, clock, logger } = this.dependencies;
    const { errorWorkflows } = this.runs;
    try {
      await database.write((tx) =>
        enterTriggerErrorWorkflow(tx, { version, node, error, errorWorkflows, now: clock.now() }),
      );
    } catch (failure) {
      logger.error({ code: codeOf(failure), reason: messageOf(failure) }, 'The error workflow could not be entered');
    }
  }

  version(id: string): Promise<RunnableVersion> {
    return this.versions.get(id);
  }

  /** The row of an execution as it is stored now. */
  async row(id: number): Promise<ExecutionRow | undefined> {
    return await this.dependencies.database.get<ExecutionRow>(`${EXECUTION_ROW} WHERE execution.id = ?`, [id]);
  }

  /** Resolves when less is in hand, or after a while: what is due may be taken up by another process. */
  private async nextChange(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_LOOK_AWAY.milliseconds);
      this.tellOfChange = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** @param entry what was inserted, where that is all that there is to know of it */
  private entered(tx: Transaction, id: number, entry?: NewExecution): void {
    tx.afterCommit(() => {
      this.dependencies.only?.add(id);
      if (entry && this.running && !this.isStopping) this.takeFresh(freshRowOf(id, entry));
      this.wake();
    });
  }

  private takeFresh(row: ExecutionRow): void {
    const payload = row.event === null ? null : this.dependencies.recentPayload?.(row.event);
    if (payload !== undefined) this.claimer.takeFresh({ ...row, payload }, MOST_IN_HAND, MOST_IN_HAND_OF_ONE);
  }

  /** Not before: until then the id may yet become another execution's. */
  private watchFromCommit(tx: Transaction, id: number, watcher: Watcher | undefined): void {
    if (watcher) tx.afterCommit(() => this.watchers.set(id, watcher));
  }

  private async work(): Promise<void> {
    const working = new Set<Promise<void>>();
    while (!this.isStopping) {
      this.isWoken = false;
      const rows = await this.claim();
      if (rows.length === 0) this.tellOfChange();
      for (const row of rows) {
        const run = this.process(row).finally(() => working.delete(run));
        working.add(run);
        await this.pace.step();
      }
      if (this.inHand.size >= MOST_IN_HAND) await this.untilWorthALook();
      else if (rows.length === 0) await this.sleep();
    }
    await Promise.allSettled(working);
  }

  private async claim(): Promise<ExecutionRow[]> {
    try {
      await this.dependencies.pauses?.refresh();
      return await this.claimer.claim(MOST_IN_HAND - this.inHand.size, MOST_IN_HAND_OF_ONE);
    } catch (error) {
      this.dependencies.logger.error(
        { code: codeOf(error), reason: messageOf(error) },
        'Due executions could not be read; trying again',
      );
      return [];
    }
  }

  private async process(row: ExecutionRow): Promise<void> {
    const watcher = () => this.watchers.get(row.id);
    try {
      if (await this.isParked(row)) {
        this.letGo(row.id);
        return;
      }
      const patience = { signal: this.leaving.signal, logger: this.dependencies.logger };
      const start = this.starts.take(row);
      const run = await runExecution(this.withRecentPayload(row), { ...this.runs, patience, start }, watcher());
      this.failures.delete(row.id);
      this.letGo(row.id);
      const listener = watcher();
      if (run && run.status !== 'waiting') this.watchers.delete(row.id);
      if (run) listener?.onStop?.(run);
    } catch (error) {
      await this.failed(row, error);
    }
  }

  /** An execution of a paused journey is put aside until that goes on. What people run by hand is none of its contacts. */
  private async isParked(row: ExecutionRow): Promise<boolean> {
    const { pauses, database } = this.dependencies;
    if (!pauses?.of(row.workflow) || row.mode === 'cli' || row.mode === 'manual') return false;
    const parked = await database.write((tx) => parkExecution(tx, row));
    // The pause has just ended: what is known of it is old, and the execution is taken up again.
    if (parked === 0) await pauses.read();
    return true;
  }

  private withRecentPayload(row: ExecutionRow): ExecutionRow {
    // Text is a recent one already.
    if (row.event === null || row.payload === null || typeof row.payload === 'string') return row;
    const payload = this.dependencies.recentPayload?.(row.event);
    return payload === undefined ? row : { ...row, payload };
  }

  /** The run counts for nothing: the execution is where it was stored last. */
  private async failed(row: ExecutionRow, error: unknown): Promise<void> {
    const { database, clock, logger } = this.dependencies;
    const facts = { execution: row.id, code: codeOf(error), reason: messageOf(error) };
    if (!isTemporary(error) && !this.isStopping) {
      logger.error(facts, 'An execution could not be stored and is set aside');
      try {
        await database.write((tx) => setAside(tx, row, { error, now: clock.now() }));
        this.letGo(row.id);
        return;
      } catch (second) {
        logger.error({ ...facts, reason: messageOf(second) }, 'It could not be set aside either');
      }
    }
    const tries = (this.failures.get(row.id) ?? 0) + 1;
    this.failures.set(row.id, tries);
    logger.error(facts, 'An execution could not be stored; it will be run again from its last state');
    setTimeout(() => this.letGo(row.id), pauseAfter(tries, Math.random()).milliseconds).unref();
  }

  /** Its place is free, and its own next moment may come before the one that the loop sleeps until. */
  private letGo(id: number): void {
    this.tellOfChange();
    this.claimer.letGo(id);
    this.wake();
  }

  private async untilWorthALook(): Promise<void> {
    const isFull = () => this.inHand.size > MOST_IN_HAND - WORTH_A_LOOK && !this.claimer.hasFresh;
    while (!this.isStopping && isFull()) {
      await new Promise<void>((resolve) => (this.wakeSleeper = resolve));
    }
  }

  private async sleep(): Promise<void> {
    if (this.isWoken) return;
    const { clock } = this.dependencies;
    const soon = () => clock.now() + PAUSE_WITHOUT_DATABASE.milliseconds;
    const dueAt = await this.claimer.nextDueAt().catch(soon);
    if (this.isWoken || this.isStopping) return;
    const untilDue = (dueAt ?? Infinity) - clock.now();
    const pause = Math.min(LONGEST_SLEEP.milliseconds, Math.max(5, untilDue));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.wakeSleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
