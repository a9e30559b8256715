import type BetterSqlite3 from 'better-sqlite3';

import type { Queries } from './database';
import { withSteadyPlan } from './steady-plan';

export type Connection = BetterSqlite3.Database;

/** Statements on one SQLite connection, each prepared once. */
export class ConnectionQueries implements Queries {
  readonly dialect = 'sqlite';

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
    if (!statement) this.statements.set(sql, (statement = this.connection.prepare(withSteadyPlan(sql))));
    return statement;
  }
}
