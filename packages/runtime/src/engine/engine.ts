import { randomUUID } from 'node:crypto';

import type { INodeExecutionData, IPinData, WorkflowExecuteMode } from 'n8n-workflow';

import type { Database, Transaction } from '../db';
import type { Pauses } from '../journeys';
import { makeStartState, type N8nHost } from '../n8n-host';
import { codeOf, messageOf, type Clock, type Logger } from '../shared';
import type { RunnableVersion, WorkflowStore } from '../workflows';
import { Claimer } from './claim/claimer';
import type { CrashRecord } from './claim/crash-record';
import { enterTriggerErrorWorkflow, type ErrorWorkflows } from './error-workflow';
import { EXECUTION_ROW, type ExecutionRow } from './execution-row';
import { freshRowOf } from './fresh-row';
import { FreshStarts } from './fresh-starts';
import type { HubFactory } from './run-execution';
import { insertExecution, insertUnkeyedExecution, type NewExecution } from './sql/insert-execution';
import { bareContext } from './state/state-context';
import { encodeEntry } from './state-codec';
import { findWaiting, notWaiting, resumeWith, type WaitingExecution } from './waiting-execution';
import { VersionCache } from './version-cache';
import type { Watcher } from './watcher';
import { Watchers } from './watchers';
import { WorkLoop } from './work-loop';
import { workOnExecution, type WorkDependencies } from './work-on-execution';

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

  private readonly loop: WorkLoop;
  private readonly watchers = new Watchers();
  private readonly errorWorkflows: ErrorWorkflows;
  private readonly starts = new FreshStarts();
  /** Aborted when runs in hand are left behind. */
  private leaving = new AbortController();

  constructor(private readonly dependencies: EngineDependencies) {
    const { database, workflows, publicUrl, owner = randomUUID(), only, crashRecord } = dependencies;
    const claimer = new Claimer({ ...dependencies, owner, only, crashRecord });
    this.inHand = claimer.inHand.ids;
    this.versions = new VersionCache(database);
    this.errorWorkflows = {
      publicUrl,
      find: (tx, workspace, id) => workflows.runnableIn(tx, workspace, id),
      onEntered: (tx, id) => this.entered(tx, id),
    };
    const work: WorkDependencies = {
      ...dependencies,
      ...{ versions: this.versions, errorWorkflows: this.errorWorkflows },
      ...{ starts: this.starts, watchers: this.watchers, failures: new Map() },
      signal: () => this.leaving.signal,
      isStopping: () => this.loop.isDraining,
      letGo: (id) => this.loop.letGo(id),
    };
    this.loop = new WorkLoop({ ...dependencies, claimer, process: (row) => workOnExecution(row, work) });
  }

  /** Begins to take up what is due, beginning with what a previous process left behind. */
  async start(): Promise<void> {
    this.leaving = new AbortController();
    await this.loop.start();
  }

  /** Takes up nothing more and waits for what is in hand, but not for ever: what hangs is run again from its last commit. */
  async stop(): Promise<void> {
    await this.loop.drain();
    this.leaving.abort();
    await this.loop.stop();
  }

  /** Resolves when nothing is in hand any more and nothing of what it works on is due. */
  async settled(): Promise<void> {
    await this.loop.settled();
  }

  now(): number {
    return this.dependencies.clock.now();
  }

  /** More contacts are due than it has in hand: others may leave it the way for a moment. */
  get isBehind(): boolean {
    return this.loop.isBehind;
  }

  /** Something may be due: called after each commit that made it so. */
  wake(): void {
    this.loop.wake();
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
    this.watchers.add(id, watcher);
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
    const { errorWorkflows } = this;
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

  /** @param entry what was inserted, where that is all that there is to know of it */
  private entered(tx: Transaction, id: number, entry?: NewExecution): void {
    tx.afterCommit(() => {
      this.dependencies.only?.add(id);
      if (entry) this.takeFresh(freshRowOf(id, entry));
      this.wake();
    });
  }

  private takeFresh(row: ExecutionRow): void {
    const payload = row.event === null ? null : this.dependencies.recentPayload?.(row.event);
    if (payload !== undefined) this.loop.takeFresh({ ...row, payload });
  }

  /** Not before: until then the id may yet become another execution's. */
  private watchFromCommit(tx: Transaction, id: number, watcher: Watcher | undefined): void {
    if (watcher) tx.afterCommit(() => this.watchers.add(id, watcher));
  }
}
