import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Senders with providers of their own, what providers tell of messages, and short links. */
export class Channels1764979200000 implements MigrationInterface {
  name = 'Channels1764979200000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const instant = isPostgres ? 'BIGINT' : 'INTEGER';
    const statements = [
      `CREATE TABLE sender (id TEXT PRIMARY KEY, workspace INTEGER NOT NULL, channel TEXT NOT NULL, purpose TEXT, name TEXT NOT NULL,
        provider TEXT NOT NULL, address TEXT NOT NULL, settings TEXT NOT NULL, credential TEXT, token TEXT NOT NULL,
        price_per_1000 ${instant}, currency TEXT, is_default INTEGER NOT NULL,
        revision INTEGER NOT NULL, created_at ${instant} NOT NULL, updated_at ${instant} NOT NULL, deleted_at ${instant})`,
      'CREATE INDEX sender_workspace ON sender (workspace, channel)',
      'ALTER TABLE message ADD COLUMN sender_id TEXT',
      'ALTER TABLE message ADD COLUMN delivery TEXT',
      `ALTER TABLE message ADD COLUMN delivery_at ${instant}`,
      // A lane takes what is due of one sender; those without one come from the environment's.
      'DROP INDEX message_due',
      'CREATE INDEX message_due ON message (sender_id, due_at) WHERE due_at IS NOT NULL',
      'CREATE INDEX message_provider_id ON message (sender_id, provider_message_id) WHERE provider_message_id IS NOT NULL',
      `CREATE TABLE short_link (id TEXT PRIMARY KEY, workspace INTEGER NOT NULL, message TEXT NOT NULL, url TEXT NOT NULL,
        created_at ${instant} NOT NULL)`,
      'CREATE INDEX short_link_message ON short_link (message)',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Going back would lose senders and what became of messages. Restore a backup instead.');
  }
}
