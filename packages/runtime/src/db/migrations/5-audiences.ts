import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What conditions ask about, and segments. */
export class Audiences1764115200000 implements MigrationInterface {
  name = 'Audiences1764115200000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const instant = isPostgres ? 'BIGINT' : 'INTEGER';
    const storage = isPostgres ? '' : ' WITHOUT ROWID';
    const statements = [
      // What conditions can ask of an event: its payload is compressed.
      'ALTER TABLE event ADD COLUMN facts TEXT',
      // All that figures of a contact's orders are made of, so that the orders themselves need not be read.
      'DROP INDEX orders_contact',
      `CREATE INDEX orders_contact ON orders (contact, placed_at, workspace, status, is_deleted, paid_at, currency, total, refunded, shop)`,
      `CREATE INDEX order_line_product ON order_line (product_external_id, "order")`,
      'CREATE INDEX contact_workspace ON contact (workspace, id)',
      'CREATE INDEX message_execution ON message (execution) WHERE execution IS NOT NULL',

      `CREATE TABLE segment (id TEXT PRIMARY KEY, workspace INTEGER NOT NULL, name TEXT NOT NULL, rule TEXT NOT NULL,
        filled_to ${instant}, swept_at ${instant}, created_at ${instant} NOT NULL, updated_at ${instant} NOT NULL)`,
      'CREATE INDEX segment_workspace ON segment (workspace, name)',
      `CREATE TABLE segment_member (segment TEXT NOT NULL, contact ${instant} NOT NULL, workspace INTEGER NOT NULL,
        joined_at ${instant} NOT NULL, PRIMARY KEY (segment, contact))${storage}`,
      'CREATE INDEX segment_member_contact ON segment_member (contact)',
      `CREATE TABLE score (contact ${instant} NOT NULL, name TEXT NOT NULL, workspace INTEGER NOT NULL, value ${isPostgres ? 'DOUBLE PRECISION' : 'REAL'} NOT NULL,
        updated_at ${instant} NOT NULL, PRIMARY KEY (contact, name))${storage}`,
      // Which way contacts took at an A/B split, and which way has won.
      `CREATE TABLE split_assignment (test TEXT NOT NULL, contact ${instant} NOT NULL, workspace INTEGER NOT NULL, variant TEXT NOT NULL,
        assigned_at ${instant} NOT NULL, PRIMARY KEY (test, contact))${storage}`,
      `CREATE TABLE split_result (test TEXT PRIMARY KEY, workspace INTEGER NOT NULL, winner TEXT, counted_at ${instant} NOT NULL)`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Going back would lose the segments. Restore a backup instead.');
  }
}
