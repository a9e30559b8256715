import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When messages may go out: a sending calendar for each channel of a workspace, or for all of them. */
export class Calendar1764806400000 implements MigrationInterface {
  name = 'Calendar1764806400000';

  async up(runner: QueryRunner): Promise<void> {
    const instant = runner.dataSource.options.type === 'postgres' ? 'BIGINT' : 'INTEGER';
    await runner.query(
      `CREATE TABLE sending_calendar (workspace INTEGER NOT NULL, channel TEXT NOT NULL, settings TEXT NOT NULL,
        updated_at ${instant} NOT NULL, PRIMARY KEY (workspace, channel))`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Going back would send at any hour. Restore a backup instead.');
  }
}
