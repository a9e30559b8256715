import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What comes back of messages, and the keys of the services that tell of it. */
export class Bounces1765497600000 implements MigrationInterface {
  name = 'Bounces1765497600000';

  async up(runner: QueryRunner): Promise<void> {
    const instant = runner.dataSource.options.type === 'postgres' ? 'BIGINT' : 'INTEGER';
    const statements = [
      `CREATE INDEX message_known_as ON message (provider_message_id) WHERE provider_message_id IS NOT NULL`,
      `CREATE INDEX message_recipient ON message (workspace, recipient, sent_at) WHERE sent_at IS NOT NULL`,
      `CREATE TABLE message_return (workspace INTEGER NOT NULL, notice TEXT NOT NULL, message TEXT NOT NULL, address TEXT NOT NULL,
        kind TEXT NOT NULL, provider TEXT NOT NULL, code TEXT, text TEXT, is_counted INTEGER NOT NULL, at ${instant} NOT NULL,
        recorded_at ${instant} NOT NULL, PRIMARY KEY (workspace, notice))`,
      'CREATE INDEX message_return_message ON message_return (message, recorded_at)',
      // How often an address bounced softly of late.
      `CREATE INDEX message_return_soft ON message_return (workspace, address, at) WHERE is_counted = 1`,
      `CREATE TABLE return_feed (workspace INTEGER NOT NULL, provider TEXT NOT NULL, data TEXT NOT NULL, updated_at ${instant} NOT NULL,
        PRIMARY KEY (workspace, provider))`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Going back would lose which addresses bounced. Restore a backup instead.');
  }
}
