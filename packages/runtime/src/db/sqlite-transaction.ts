import type { EntityManager } from 'typeorm';

import type { ConnectionQueries } from './connection-queries';
import type { Transaction } from './database';

/** One write among others that share a commit. */
export class SqliteTransaction implements Transaction {
  readonly dialect = 'sqlite';

  /** What is to happen once the group is committed. */
  readonly callbacks: Array<() => void> = [];

  constructor(
    private readonly queries: ConnectionQueries,
    readonly orm: EntityManager,
  ) {}

  all<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.queries.all(sql, parameters);
  }

  get<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined> {
    return this.queries.get(sql, parameters);
  }

  async run(sql: string, parameters?: readonly unknown[]): Promise<number> {
    return this.queries.run(sql, parameters);
  }

  /** Writes come one after the other here. */
  lockContact(): Promise<void> {
    return Promise.resolve();
  }

  afterCommit(callback: () => void): void {
    this.callbacks.push(callback);
  }
}
