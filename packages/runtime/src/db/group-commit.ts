import type { EntityManager } from 'typeorm';

import { CodedOperationalError, messageOf } from '../shared';
import type { ConnectionQueries } from './connection-queries';
import type { Transaction } from './database';
import { isBusy } from './is-busy';
import { runAfterCommit } from './run-after-commit';
import { SqliteTransaction } from './sqlite-transaction';

/** The most writes that share one commit: a larger group blocks the event loop for too long. */
const GROUP_SIZE = 64;
/** A group that takes longer (milliseconds) is committed as it is: the event loop has others to serve. */
const LONGEST_GROUP = 5;
/** Milliseconds from one commit to the next, unless a whole group waits: each waits for the disk, so it shall be worth it. */
const SHORTEST_PAUSE = 3;
/** On a slow disk the pause is as long as the last commit took, up to this: half of the time is left to all else. */
const LONGEST_PAUSE = 20;
/** For so long (milliseconds) a group waits while another process writes to the file, and looks again so often. */
const PATIENCE = 5_000;
const LOOKS_EVERY = 10;

interface QueuedWrite {
  work(transaction: Transaction): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** A write that was done and waits for its commit. */
interface DoneWrite {
  readonly settle: () => void;
  readonly callbacks: ReadonlyArray<() => void>;
}

/**
 * The one queue for all writes on a SQLite connection. Writes that arrive together are one transaction and wait for the
 * disk once. They are done without savepoints, which cost a copy of each page that is touched. Where one of them fails,
 * everything is taken back and the group is done again with them: then only what failed is lost.
 */
export class GroupCommit {
  private readonly queue: QueuedWrite[] = [];
  private draining: Promise<void> | undefined;
  private nextCommitAt = -Infinity;
  private endPause: () => void = () => undefined;

  /** @param onCommit called after each group */
  constructor(
    private readonly queries: ConnectionQueries,
    private readonly orm: EntityManager,
    private readonly onCommit: () => void = () => undefined,
  ) {}

  /** Resolves after the commit; rejects with the error of `work`, whose changes alone are then rolled back. */
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({ work, resolve, reject });
      this.draining ??= this.drain();
      if (this.queue.length === GROUP_SIZE) this.endPause();
    });
  }

  /** Resolves when nothing is queued any more. */
  async settled(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      await this.gather();
      const began = performance.now();
      await this.commitGroup();
      const ended = performance.now();
      this.nextCommitAt = ended + Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, ended - began));
      this.onCommit();
    }
    this.draining = undefined;
  }

  /** One turn of the event loop gathers the writes that arrived together, a pause those that arrive soon. */
  private async gather(): Promise<void> {
    const pause = this.nextCommitAt - performance.now();
    if (pause <= 0 || this.queue.length >= GROUP_SIZE) {
      await new Promise(setImmediate);
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.endPause = () => {
        clearTimeout(timer);
        setImmediate(resolve);
      };
    });
  }

  private async commitGroup(): Promise<void> {
    const group = this.queue.splice(0, GROUP_SIZE);
    let done: DoneWrite[];
    try {
      await this.begin();
      done = (await this.doTogether(group)) ?? (await this.doApart(group));
      this.queries.run('COMMIT');
    } catch (error) {
      this.rollBack();
      const failure = writeFailed(error);
      for (const write of group) write.reject(failure);
      return;
    }
    this.queue.unshift(...group.slice(done.length));
    for (const { settle } of done) settle();
    runAfterCommit(done.flatMap(({ callbacks }) => callbacks));
  }

  /** SQLite itself would wait for the lock on this thread, and everything else with it. */
  private async begin(): Promise<void> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      try {
        this.queries.run('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY));
      }
    }
  }

  /** @returns what was done of the group in the time that it has; undefined where one of the writes failed */
  private async doTogether(group: readonly QueuedWrite[]): Promise<DoneWrite[] | undefined> {
    const done: DoneWrite[] = [];
    const deadline = performance.now() + LONGEST_GROUP;
    for (const write of group) {
      try {
        done.push(await this.doOne(write));
      } catch {
        return undefined; // whose error it is, and whether it comes again, is found out by doing each apart
      }
      if (performance.now() > deadline) break;
    }
    return done;
  }

  /** Does the group again from the start, so that a write that fails takes back only its own changes. */
  private async doApart(group: readonly QueuedWrite[]): Promise<DoneWrite[]> {
    this.rollBack();
    await this.begin();
    const done: DoneWrite[] = [];
    for (const write of group) {
      this.queries.run('SAVEPOINT one');
      try {
        done.push(await this.doOne(write));
      } catch (error) {
        // A full disk rolls the whole transaction back by itself: then there is no savepoint left to return to.
        if (!this.queries.connection.inTransaction) throw error;
        this.queries.run('ROLLBACK TO one');
        done.push({ settle: () => write.reject(error), callbacks: [] });
      }
      this.queries.run('RELEASE one');
    }
    return done;
  }

  private async doOne(write: QueuedWrite): Promise<DoneWrite> {
    const transaction = new SqliteTransaction(this.queries, this.orm);
    const result = await write.work(transaction);
    return { settle: () => write.resolve(result), callbacks: transaction.callbacks };
  }

  private rollBack(): void {
    if (this.queries.connection.inTransaction) this.queries.run('ROLLBACK');
  }
}

function writeFailed(error: unknown): CodedOperationalError {
  return new CodedOperationalError(
    'DATABASE_WRITE_FAILED',
    `The database could not be written (${messageOf(error)}). Nothing was changed. Check free disk space and the permissions of the data folder, then try again.`,
    undefined,
    error,
  );
}
