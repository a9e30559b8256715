import type { EntityManager } from 'typeorm';

import { CodedOperationalError, messageOf } from '../shared';
import type { ConnectionQueries } from './connection-queries';
import type { Transaction } from './database';
import { isBusy } from './is-busy';
import { runAfterCommit } from './run-after-commit';
import { SqliteTransaction } from './sqlite-transaction';

/** The most writes that share one commit: a larger group blocks the event loop for too long. */
const GROUP_SIZE = 64;
/** A group that takes longer (milliseconds) is committed as it is: somebody waits for each of its writes. */
const LONGEST_GROUP = 25;
/** After so long (milliseconds) a group lets others have their turn of the event loop, and goes on after them. */
const LONGEST_TURN = 5;
/** Milliseconds from one commit to the next, unless a whole group waits: each writes some pages anew, so it shall be worth it. */
const PAUSE = 3;
/** For so long (milliseconds) a group waits while another process writes to the file, and looks again so often. */
const PATIENCE = 5_000;
const LOOKS_EVERY = 10;

interface QueuedWrite {
  work(transaction: Transaction): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** What a group has beside its connection. */
export interface GroupCommitOptions {
  /** Brings to the disk what has been committed. Where left out, a commit is all that there is. */
  readonly flush?: () => Promise<void>;
  /** Told of a flush that failed, once; nothing is written any more from then on. */
  readonly onLost?: (error: CodedOperationalError) => void;
  /** Called before a group begins to write. */
  readonly onBegin?: () => void;
  /** Called when what a group has written can be seen, or has been taken back. */
  readonly onEnd?: () => void;
  /** Called after each group, and after those who wait for its commit. */
  readonly onCommit?: () => void;
}

/** A write that was done and waits for its commit. */
interface DoneWrite {
  readonly settle: () => void;
  readonly callbacks: ReadonlyArray<() => void>;
}

/**
 * The one queue for all writes on a SQLite connection. Writes that arrive together are one transaction and wait for the
 * disk once; while they wait, the next ones are done. Nothing is answered before it is on the disk. They are done
 * without savepoints, which cost a copy of each page that is touched. Where one of them fails, everything is taken back
 * and the group is done again with them: then only what failed is lost.
 */
export class GroupCommit {
  private readonly queue: QueuedWrite[] = [];
  private draining: Promise<void> | undefined;
  private nextCommitAt = -Infinity;
  private endPause: () => void = () => undefined;
  /** Resolves when all that has been committed is on the disk. */
  private flushed: Promise<void> = Promise.resolve();
  private lost: CodedOperationalError | undefined;
  private isOpen = false;

  constructor(
    private readonly queries: ConnectionQueries,
    private readonly orm: EntityManager,
    private readonly options: GroupCommitOptions = {},
  ) {}

  /** Resolves once it is on the disk; rejects with the error of `work`, whose changes alone are then rolled back. */
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    if (this.lost) return Promise.reject(this.lost);
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({ work, resolve, reject });
      this.draining ??= this.drain();
      if (this.queue.length === GROUP_SIZE) this.endPause();
    });
  }

  /** Whether a group has begun to write on the connection and is not committed yet. */
  get isWriting(): boolean {
    return this.isOpen;
  }

  /** Resolves when nothing is queued or on its way to the disk any more. */
  async settled(): Promise<void> {
    await this.draining;
    await this.flushed;
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      await this.gather();
      await this.commitGroup();
      // In memory no commit is worth a pause.
      if (this.options.flush) this.nextCommitAt = performance.now() + PAUSE;
      this.options.onCommit?.();
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
      if (this.lost) throw this.lost;
      await this.begin();
      done = (await this.doTogether(group)) ?? (await this.doApart(group));
      this.queries.run('COMMIT');
      this.endWriting();
    } catch (error) {
      this.rollBack();
      this.endWriting();
      const failure = error === this.lost ? this.lost : writeFailed(error);
      for (const write of group) write.reject(failure);
      return;
    }
    this.queue.unshift(...group.slice(done.length));
    // Others see the data from here on, so whoever is to know of it does: only answers wait for the disk.
    runAfterCommit(done.flatMap(({ callbacks }) => callbacks));
    this.flushed = this.toDisk(group, done);
  }

  /** Answers writes that have been committed, once they are on the disk. Never rejects. */
  private async toDisk(group: readonly QueuedWrite[], done: readonly DoneWrite[]): Promise<void> {
    if (this.options.flush) {
      try {
        await this.options.flush();
      } catch (error) {
        this.giveUp(error);
      }
    }
    if (this.lost) {
      for (const write of group.slice(0, done.length)) write.reject(this.lost);
      return;
    }
    for (const { settle } of done) settle();
  }

  /** Nobody knows what of the last commits is on the disk: only a process that reads the file anew does. */
  private giveUp(error: unknown): void {
    if (this.lost) return;
    const message = `The disk did not take what was written (${messageOf(error)}). Nothing is written any more: check the disk, then start the server again. It goes on from what is stored.`;
    this.lost = new CodedOperationalError('DATABASE_WRITE_FAILED', message, undefined, error);
    this.options.onLost?.(this.lost);
  }

  /** SQLite itself would wait for the lock on this thread, and everything else with it. */
  private async begin(): Promise<void> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      try {
        this.options.onBegin?.();
        this.queries.run('BEGIN IMMEDIATE');
        this.isOpen = true;
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
    let turnEndsAt = performance.now() + LONGEST_TURN;
    for (const write of group) {
      try {
        done.push(await this.doOne(write));
      } catch {
        return undefined; // whose error it is, and whether it comes again, is found out by doing each apart
      }
      const now = performance.now();
      if (now > deadline) break;
      // Others read what has been committed, on their own connection. In memory there is none, and no commit to save.
      if (now > turnEndsAt && this.options.flush) {
        await new Promise(setImmediate);
        turnEndsAt = performance.now() + LONGEST_TURN;
      }
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

  private endWriting(): void {
    this.isOpen = false;
    this.options.onEnd?.();
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
