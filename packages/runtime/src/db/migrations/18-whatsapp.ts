import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What WhatsApp messages are made of, until when people may get texts, and templates that Meta does not take. */
export class Whatsapp1765238400000 implements MigrationInterface {
  name = 'Whatsapp1765238400000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const instant = isPostgres ? 'BIGINT' : 'INTEGER';
    const statements = [
      'ALTER TABLE message ADD COLUMN content TEXT',
      `CREATE TABLE service_window (sender TEXT NOT NULL, contact ${instant} NOT NULL, workspace INTEGER NOT NULL, reply TEXT NOT NULL,
        closes_at ${instant} NOT NULL, PRIMARY KEY (sender, contact))`,
      'CREATE INDEX service_window_contact ON service_window (contact)',
      `CREATE TABLE template_fault (sender TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, workspace INTEGER NOT NULL,
        reason TEXT NOT NULL, since_at ${instant} NOT NULL, tried_again_at ${instant} NOT NULL, PRIMARY KEY (sender, name, language))`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
