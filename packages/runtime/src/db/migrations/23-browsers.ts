import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages in browsers: which browsers are proven to be a contact's, and the devices that take push messages. */
export class Browsers1765670400000 implements MigrationInterface {
  name = 'Browsers1765670400000';

  async up(runner: QueryRunner): Promise<void> {
    const instant = runner.dataSource.options.type === 'postgres' ? 'BIGINT' : 'INTEGER';
    const statements = [
      `ALTER TABLE contact_identity ADD COLUMN proven_at ${instant}`,
      // What waits for a browser, and what a journey has shown there before.
      `CREATE INDEX message_for_browser ON message (workspace, contact, recipient) WHERE channel = 'onsite' AND status = 'queued'`,
      `CREATE INDEX message_shown ON message (workspace, sender, contact, recipient) WHERE channel = 'onsite' AND sent_at IS NOT NULL`,
      `CREATE TABLE push_device (id TEXT PRIMARY KEY, workspace INTEGER NOT NULL, site TEXT NOT NULL, anonymous_id TEXT NOT NULL,
        endpoint TEXT NOT NULL, p256dh TEXT NOT NULL, auth TEXT NOT NULL, asked TEXT NOT NULL, agreed_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL, UNIQUE (workspace, endpoint))`,
      'CREATE INDEX push_device_browser ON push_device (workspace, anonymous_id)',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Going back would lose who takes push messages. Restore a backup instead.');
  }
}
