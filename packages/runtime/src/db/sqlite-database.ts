import BetterSqlite3 from 'better-sqlite3';
import { DataSource, type EntityManager } from 'typeorm';

import { CodedOperationalError, messageOf } from '../shared';
import type { Database, Queries, Transaction } from './database';
import * as entities from './entities';
import { MIGRATIONS } from './migrations';
import { runAfterCommit } from './run-after-commit';

type Connection = BetterSqlite3.Database;

/** The most writes that share one commit: a larger group blocks the event loop for too long. */
const GROUP_SIZE = 64;

interface QueuedWrite {
  work(transaction: Transaction): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * SQLite in one file (WAL, synchronous=FULL), or in memory.
 *
 * Writers queue for one connection and share commits: each is a savepoint in the group's transaction, so that one
 * that fails takes back only its own changes. Readers use a second, read-only connection and see committed data only.
 */
export class SqliteDatabase implements Database {
  readonly dialect = 'sqlite';

  private readonly queue: QueuedWrite[] = [];
  private draining: Promise<void> | undefined;
  private readonly writes: ConnectionQueries;
  private readonly reads: ConnectionQueries;

  private constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
  ) {
    this.writes = new ConnectionQueries(connectionOf(writer));
    this.reads = new ConnectionQueries(connectionOf(reader));
  }

  /** @param file a path, or `:memory:` */
  static async open(file: string): Promise<SqliteDatabase> {
    const options = {
      type: 'better-sqlite3',
      database: file,
      entities: Object.values(entities),
      driver: BetterSqlite3,
      enableWAL: file !== ':memory:',
    } as const;
    const writer = new DataSource({
      ...options,
      migrations: MIGRATIONS,
      migrationsRun: true,
      prepareDatabase: (connection: Connection) => {
        connection.pragma('synchronous = FULL');
        connection.pragma('busy_timeout = 5000');
      },
    });
    await writer.initialize();
    if (file === ':memory:') return new SqliteDatabase(writer, writer);
    const reader = new DataSource({ ...options, enableWAL: false, readonly: true });
    await reader.initialize();
    return new SqliteDatabase(writer, reader);
  }

  get orm(): EntityManager {
    return this.reader.manager;
  }

  all<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.reads.all(sql, parameters);
  }

  get<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return this.reads.get(sql, parameters);
  }

  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({ work, resolve: resolve, reject });
      this.draining ??= this.drain();
    });
  }

  async close(): Promise<void> {
    await this.draining;
    if (this.reader !== this.writer) await this.reader.destroy();
    await this.writer.destroy();
  }

  private async drain(): Promise<void> {
    // One turn of the event loop gathers the requests that arrived together.
    await new Promise(setImmediate);
    while (this.queue.length > 0) await this.commitGroup(this.queue.splice(0, GROUP_SIZE));
    this.draining = undefined;
  }

  private async commitGroup(group: QueuedWrite[]): Promise<void> {
    const connection = this.writes.connection;
    const settle: Array<() => void> = [];
    const afterCommit: Array<() => void> = [];
    try {
      connection.exec('BEGIN IMMEDIATE');
      for (const write of group) settle.push(await this.runOne(write, afterCommit));
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      const failure = new CodedOperationalError(
        'DATABASE_WRITE_FAILED',
        `The database could not be written (${messageOf(error)}). Nothing was changed. Check free disk space and the permissions of the data folder, then try again.`,
        undefined,
        error,
      );
      for (const write of group) write.reject(failure);
      return;
    }
    for (const callback of settle) callback();
    runAfterCommit(afterCommit);
  }

  private async runOne(write: QueuedWrite, afterCommit: Array<() => void>): Promise<() => void> {
    const connection = this.writes.connection;
    const callbacks: Array<() => void> = [];
    connection.exec('SAVEPOINT one');
    try {
      const result = await write.work(new SqliteTransaction(this.writes, this.writer.manager, callbacks));
      connection.exec('RELEASE one');
      afterCommit.push(...callbacks);
      return () => write.resolve(result);
    } catch (error) {
      // A full disk rolls the whole transaction back by itself: then there is no savepoint left to return to.
      if (!connection.inTransaction) throw error;
      connection.exec('ROLLBACK TO one; RELEASE one');
      return () => write.reject(error);
    }
  }
}

class ConnectionQueries implements Queries {
  private readonly statements = new Map<string, BetterSqlite3.Statement>();

  constructor(readonly connection: Connection) {}

  async all<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.prepare(sql).all(...parameters) as Row[];
  }

  async get<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return this.prepare(sql).get(...parameters) as Row | undefined;
  }

  run(sql: string, parameters: readonly unknown[] = []): number {
    return this.prepare(sql).run(...parameters).changes;
  }

  private prepare(sql: string): BetterSqlite3.Statement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.connection.prepare(sql)));
    return statement;
  }
}

class SqliteTransaction implements Transaction {
  constructor(
    private readonly queries: ConnectionQueries,
    readonly orm: EntityManager,
    private readonly callbacks: Array<() => void>,
  ) {}

  all<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.queries.all(sql, parameters);
  }

  get<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return this.queries.get(sql, parameters);
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return this.queries.run(sql, parameters);
  }

  afterCommit(callback: () => void): void {
    this.callbacks.push(callback);
  }
}

/** TypeORM keeps the better-sqlite3 connection on its driver; its public types do not say so. */
function connectionOf(dataSource: DataSource): Connection {
  return (dataSource.driver as unknown as { databaseConnection: Connection }).databaseConnection;
}
