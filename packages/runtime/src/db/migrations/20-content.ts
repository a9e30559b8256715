import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What mails look like: the brand of a workspace. */
export class Content1765411200000 implements MigrationInterface {
  name = 'Content1765411200000';

  async up(runner: QueryRunner): Promise<void> {
    const instant = runner.dataSource.options.type === 'postgres' ? 'BIGINT' : 'INTEGER';
    await runner.query(
      `CREATE TABLE brand (workspace INTEGER PRIMARY KEY, settings TEXT NOT NULL, updated_at ${instant} NOT NULL)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
