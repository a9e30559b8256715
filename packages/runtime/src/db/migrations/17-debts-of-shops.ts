import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shops whose webhooks are still to be removed after they were disconnected; scores that are being counted anew. */
export class DebtsOfShops1765152000000 implements MigrationInterface {
  name = 'DebtsOfShops1765152000000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const instant = isPostgres ? 'BIGINT' : 'INTEGER';
    const real = isPostgres ? 'DOUBLE PRECISION' : 'REAL';
    const statements = [
      // What the connection was, with its secrets, encrypted: they open the shop until its webhooks are gone.
      `CREATE TABLE shop_parting (shop TEXT PRIMARY KEY, workspace INTEGER NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL,
        secrets TEXT NOT NULL, disconnected_at ${instant} NOT NULL, due_at ${instant} NOT NULL, failures INTEGER NOT NULL,
        error_code TEXT, error TEXT, error_at ${instant})`,
      'CREATE INDEX shop_parting_due ON shop_parting (due_at)',

      // What was found so far; `after_contact` is the last contact of whom it was.
      `CREATE TABLE score_recount (id TEXT PRIMARY KEY, workspace INTEGER NOT NULL, rule TEXT, is_dry_run INTEGER NOT NULL, status TEXT NOT NULL,
        after_contact ${instant} NOT NULL, total ${instant} NOT NULL, contacts ${instant} NOT NULL, changed ${instant} NOT NULL,
        points_added ${real} NOT NULL, points_taken ${real} NOT NULL, crossed TEXT NOT NULL, error_code TEXT, error TEXT,
        created_at ${instant} NOT NULL, ended_at ${instant})`,
      `CREATE INDEX score_recount_open ON score_recount (created_at) WHERE status = 'running'`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
