import type { EntityManager } from 'typeorm';

/** SQL with `?` for parameters, in the dialect that SQLite and Postgres share. */
export interface Queries {
  readonly dialect: 'sqlite' | 'postgres';
  all<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  get<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined>;
}

export interface Transaction extends Queries {
  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /**
   * Holds back everybody else who locks the contact until this transaction ends, so that what happens to a contact is
   * in one order: that of the event log. SQLite writes one transaction after the other anyway.
   */
  lockContact(contact: number): Promise<void>;
  /** TypeORM on this transaction. Use `insert`, `update`, `delete`, `upsert`; never `save`, which opens a transaction of its own. */
  readonly orm: EntityManager;
  /**
   * Called in the moment in which others can see what was written: wake a worker, remember an id. The disk may not have
   * it yet, so nobody outside is told of anything here; whoever awaits the write may tell. Not called when it rolls back.
   */
  afterCommit(callback: () => void): void;
}

/**
 * The store. Two implementations, SQLite and Postgres, held to one contract by one test suite.
 *
 * Every write goes through `write`. On SQLite writes are serialised on one connection and share a commit
 * and a flush of the disk, so `work` must await nothing but this transaction: no HTTP, no timers, no other `write`. It may be
 * run a second time from the start, where another write of its group failed: it changes nothing but the transaction,
 * and leaves all else to `afterCommit`.
 */
export interface Database extends Queries {
  /**
   * Asks what takes long, of many rows. On SQLite a thread with a connection of its own does it, one question after the
   * other, and the event loop goes on; a database in memory has no other connection. Sees committed data only.
   */
  allInBackground<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** TypeORM for reading. Sees committed data only. */
  readonly orm: EntityManager;
  /** Resolves once it is committed and on the disk; rejects with the error of `work`, whose changes alone are then rolled back. */
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
