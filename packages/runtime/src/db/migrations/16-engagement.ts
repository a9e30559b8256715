import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of messages with those who get them: openings, clicks, and the orders that follow. */
export class Engagement1765065600000 implements MigrationInterface {
  name = 'Engagement1765065600000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const instant = isPostgres ? 'BIGINT' : 'INTEGER';
    const storage = isPostgres ? '' : ' WITHOUT ROWID';
    const statements = [
      'ALTER TABLE workspace ADD COLUMN tracking_settings TEXT',
      // Five rows for a message at most, however often it is opened and clicked.
      `CREATE TABLE message_engagement (message TEXT NOT NULL, kind TEXT NOT NULL, class TEXT NOT NULL, workspace INTEGER NOT NULL,
        count ${instant} NOT NULL, first_at ${instant} NOT NULL, last_at ${instant} NOT NULL, PRIMARY KEY (message, kind, class))${storage}`,
      // A visit of a link, for which it counts once; judged a little later, when the requests around it are known.
      `CREATE TABLE message_click (message TEXT NOT NULL, link INTEGER NOT NULL, slot ${instant} NOT NULL, is_scan INTEGER NOT NULL,
        workspace INTEGER NOT NULL, contact ${instant}, url TEXT NOT NULL, links INTEGER NOT NULL, class TEXT, count ${instant} NOT NULL,
        at ${instant} NOT NULL, due_at ${instant}, PRIMARY KEY (message, link, slot, is_scan))${storage}`,
      'CREATE INDEX message_click_due ON message_click (due_at) WHERE due_at IS NOT NULL',
      // Whose click was the last before an order.
      'CREATE INDEX message_click_contact ON message_click (contact, at)',
      'CREATE INDEX message_workflow ON message (workflow, created_at) WHERE workflow IS NOT NULL',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Going back would lose what became of messages. Restore a backup instead.');
  }
}
