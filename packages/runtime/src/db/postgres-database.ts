import pg from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

import type { Database, Transaction } from './database';
import * as entities from './entities';
import { explainPostgresError } from './explain-postgres-error';
import { MIGRATIONS } from './migrations';
import { runAfterCommit } from './run-after-commit';

/** A transaction that loses so often against others gives up. */
const ATTEMPTS = 4;
const INT8_OID = 20;
/** Above every number that other advisory locks may have. */
const CONTACT_LOCKS = '4611686018427387904';
// Our bigints are instants and minor units: far below 2^53, so numbers are exact.
pg.types.setTypeParser(INT8_OID, Number);

/** Postgres: each write is a transaction of its own on a pooled connection. */
export class PostgresDatabase implements Database {
  readonly dialect = 'postgres';

  private readonly running = new Set<Promise<unknown>>();

  private constructor(private readonly dataSource: DataSource) {}

  /** @param url for example `postgres://user:password@127.0.0.1:5432/aftercart` */
  static async open(url: string): Promise<PostgresDatabase> {
    const dataSource = new DataSource({
      type: 'postgres',
      url,
      entities: Object.values(entities),
      migrations: MIGRATIONS,
      migrationsRun: true,
    });
    await dataSource.initialize();
    return new PostgresDatabase(dataSource);
  }

  get orm(): EntityManager {
    return this.dataSource.manager;
  }

  async all<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    try {
      return await this.dataSource.query<Row[]>(numbered(sql), [...parameters]);
    } catch (error) {
      throw explainPostgresError(error);
    }
  }

  async get<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(sql, parameters))[0];
  }

  allInBackground<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.all(sql, parameters);
  }

  async write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const running = this.commitPatiently(work);
    this.running.add(running);
    try {
      return await running;
    } finally {
      this.running.delete(running);
    }
  }

  async close(): Promise<void> {
    // A pool that is closing hands out no more connections, not even to writes that were asked for before.
    await Promise.allSettled(this.running);
    await this.dataSource.destroy();
  }

  /** Of two transactions that wait for each other Postgres ends one. It begins anew once the other is through. */
  private async commitPatiently<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.commit(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !isDeadlock(error)) throw explainPostgresError(error);
      }
    }
  }

  private async commit<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    const callbacks: Array<() => void> = [];
    let result: Result;
    try {
      await runner.startTransaction();
      result = await work(await PostgresTransaction.on(runner, callbacks));
      await runner.commitTransaction();
    } catch (error) {
      // On a connection that broke there is nothing left to roll back.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
    runAfterCommit(callbacks);
    return result;
  }
}

/** SQLSTATE 40P01, and 40001: nothing is wrong with the transaction but the moment. */
function isDeadlock(error: unknown): boolean {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return code === '40P01' || code === '40001';
}

class PostgresTransaction implements Transaction {
  readonly dialect = 'postgres';

  private constructor(
    private readonly client: pg.PoolClient,
    readonly orm: EntityManager,
    private readonly callbacks: Array<() => void>,
  ) {}

  static async on(runner: QueryRunner, callbacks: Array<() => void>): Promise<PostgresTransaction> {
    return new PostgresTransaction((await runner.connect()) as pg.PoolClient, runner.manager, callbacks);
  }

  async all<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query(numbered(sql), [...parameters])).rows as Row[];
  }

  async get<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(sql, parameters))[0];
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.client.query(numbered(sql), [...parameters])).rowCount ?? 0;
  }

  async lockContact(contact: number): Promise<void> {
    await this.client.query(`SELECT pg_advisory_xact_lock(${CONTACT_LOCKS} + $1::bigint)`, [contact]);
  }

  afterCommit(callback: () => void): void {
    this.callbacks.push(callback);
  }
}

const numberedStatements = new Map<string, string>();

/** `… = ? AND … = ?` becomes `… = $1 AND … = $2`. Our statements hold no literal question marks. */
function numbered(sql: string): string {
  let statement = numberedStatements.get(sql);
  if (!statement) {
    let position = 0;
    statement = sql.replaceAll('?', () => `$${++position}`);
    numberedStatements.set(sql, statement);
  }
  return statement;
}
