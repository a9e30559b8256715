import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages are written when their turn to be sent has come. */
export class Drafts1764720000000 implements MigrationInterface {
  name = 'Drafts1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'ALTER TABLE message ADD COLUMN draft TEXT',
      `CREATE TABLE message_content (
        id TEXT PRIMARY KEY, workspace INTEGER NOT NULL REFERENCES workspace(id), contents TEXT NOT NULL
      )`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
