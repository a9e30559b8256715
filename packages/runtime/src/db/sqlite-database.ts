import BetterSqlite3 from 'better-sqlite3';
import { DataSource, type EntityManager } from 'typeorm';

import { Checkpoints } from './checkpoints';
import { ConnectionQueries, type Connection } from './connection-queries';
import type { Database, Transaction } from './database';
import * as entities from './entities';
import { GroupCommit } from './group-commit';
import { MIGRATIONS } from './migrations';

/**
 * SQLite in one file (WAL, synchronous=FULL), or in memory.
 *
 * Writers queue for one connection and share commits. Readers use a second, read-only connection and see committed
 * data only. The write-ahead log is moved into the file by a thread beside this one.
 */
export class SqliteDatabase implements Database {
  readonly dialect = 'sqlite';

  private readonly reads: ConnectionQueries;
  private readonly commits: GroupCommit;
  private readonly checkpoints: Checkpoints | undefined;

  private constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
    file: string | undefined,
  ) {
    const writes = new ConnectionQueries(connectionOf(writer));
    this.reads = new ConnectionQueries(connectionOf(reader));
    this.checkpoints = file === undefined ? undefined : new Checkpoints(file, writes.connection);
    this.commits = new GroupCommit(writes, writer.manager, () => this.checkpoints?.look());
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
        connection.pragma('synchronous = FULL');
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
    return this.reads.all(sql, parameters);
  }

  get<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined> {
    return this.reads.get(sql, parameters);
  }

  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.commits.write(work);
  }

  async close(): Promise<void> {
    await this.commits.settled();
    await this.checkpoints?.stop();
    if (this.reader !== this.writer) await this.reader.destroy();
    await this.writer.destroy();
  }
}

/** TypeORM keeps the better-sqlite3 connection on its driver; its public types do not say so. */
function connectionOf(dataSource: DataSource): Connection {
  return (dataSource.driver as unknown as { databaseConnection: Connection }).databaseConnection;
}
