import BetterSqlite3 from 'better-sqlite3';
import { DataSource, type EntityManager } from 'typeorm';

import { BackgroundQueries } from './background-queries';
import { Checkpoints } from './checkpoints';
import { ConnectionQueries, type Connection } from './connection-queries';
import type { Database, Transaction } from './database';
import * as entities from './entities';
import { GroupCommit } from './group-commit';
import { LogFlusher } from './log-flusher';
import { MIGRATIONS } from './migrations';
import { Snapshot } from './snapshot';

/**
 * SQLite in one file, or in memory.
 *
 * Writers queue for one connection and share commits. A commit goes into the write-ahead log, which SQLite itself does
 * not flush (synchronous=NORMAL): a flusher does before any write is answered, so that what is acknowledged is as safe
 * as with synchronous=FULL, and the event loop does not wait for the disk. The write-ahead log is moved into the file by
 * a thread beside this one.
 *
 * Whoever reads sees committed data only. While a group of writes is on its way that is what a second, read-only
 * connection shows; at all other times the writers' own does, whose cache is never out of date: 16 µs a read after a
 * commit against 27 to 45. What is read in one turn of the event loop is read from one snapshot: 2 µs.
 */
export class SqliteDatabase implements Database {
  readonly dialect = 'sqlite';

  private readonly writes: ConnectionQueries;
  private readonly reads: ConnectionQueries;
  private readonly snapshots: { readonly writes: Snapshot; readonly reads: Snapshot } | undefined;
  private readonly commits: GroupCommit;
  private readonly checkpoints: Checkpoints | undefined;
  private readonly flusher: LogFlusher | undefined;
  private readonly background: BackgroundQueries | undefined;

  private constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
    file: string | undefined,
  ) {
    const writes = new ConnectionQueries(connectionOf(writer));
    this.writes = writes;
    this.reads = new ConnectionQueries(connectionOf(reader));
    this.checkpoints = file === undefined ? undefined : new Checkpoints(file, writes.connection);
    this.background = file === undefined ? undefined : new BackgroundQueries(file);
    this.flusher = file === undefined ? undefined : new LogFlusher(`${file}-wal`);
    this.snapshots = file === undefined ? undefined : { writes: new Snapshot(writes), reads: new Snapshot(this.reads) };
    const { flusher, checkpoints, snapshots } = this;
    this.commits = new GroupCommit(writes, writer.manager, {
      flush: flusher && (() => flusher.flush()),
      onLost: endProcess,
      onBegin: () => snapshots?.writes.end(),
      onEnd: () => snapshots?.reads.end(),
      onCommit: () => {
        snapshots?.writes.end();
        checkpoints?.look();
      },
    });
  }

  /** @param file a path, or `:memory:` */
  static async open(file: string): Promise<SqliteDatabase> {
    const isFile = file !== ':memory:';
    const options = {
      type: 'better-sqlite3',
      database: file,
      entities: Object.values(entities),
      driver: BetterSqlite3,
      enableWAL: isFile,
    } as const;
    const writer = new DataSource({
      ...options,
      migrations: MIGRATIONS,
      migrationsRun: true,
      prepareDatabase: (connection: Connection) => {
        connection.pragma('synchronous = NORMAL');
        connection.pragma('busy_timeout = 5000');
      },
    });
    await writer.initialize();
    // From here on it is waited for without holding up the event loop.
    connectionOf(writer).pragma('busy_timeout = 0');
    if (!isFile) return new SqliteDatabase(writer, writer, undefined);
    const reader = new DataSource({ ...options, enableWAL: false, readonly: true });
    await reader.initialize();
    return new SqliteDatabase(writer, reader, file);
  }

  get orm(): EntityManager {
    return this.reader.manager;
  }

  all<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.committed().all(sql, parameters);
  }

  get<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined> {
    return this.committed().get(sql, parameters);
  }

  allInBackground<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.background?.all(sql, parameters) ?? this.all(sql, parameters);
  }

  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.commits.write(work);
  }

  /** A connection that shows nothing but what has been committed. */
  private committed(): ConnectionQueries {
    if (!this.snapshots) return this.writes;
    return this.commits.isWriting ? this.snapshots.reads.take() : this.snapshots.writes.take();
  }

  async close(): Promise<void> {
    await this.commits.settled();
    this.snapshots?.reads.end();
    this.snapshots?.writes.end();
    await this.flusher?.close();
    await this.checkpoints?.stop();
    await this.background?.stop();
    if (this.reader !== this.writer) await this.reader.destroy();
    await this.writer.destroy();
  }
}

/** Whoever was not answered tries again; a server that went on would read what may not be on the disk. */
function endProcess(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

/** TypeORM keeps the better-sqlite3 connection on its driver; its public types do not say so. */
function connectionOf(dataSource: DataSource): Connection {
  return (dataSource.driver as unknown as { databaseConnection: Connection }).databaseConnection;
}
