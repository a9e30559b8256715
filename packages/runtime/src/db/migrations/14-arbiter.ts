import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the arbiter says about messages and is told by a workspace, and how fast messages went. */
export class Arbiter1764892800000 implements MigrationInterface {
  name = 'Arbiter1764892800000';

  async up(runner: QueryRunner): Promise<void> {
    const instant = runner.dataSource.options.type === 'postgres' ? 'BIGINT' : 'INTEGER';
    const statements = [
      `ALTER TABLE message ADD COLUMN on_cap TEXT NOT NULL DEFAULT 'defer'`,
      `ALTER TABLE message ADD COLUMN on_closed TEXT NOT NULL DEFAULT 'defer'`,
      `ALTER TABLE message ADD COLUMN defer_at_most ${instant}`,
      `ALTER TABLE message ADD COLUMN deferred_at ${instant}`,
      `ALTER TABLE message ADD COLUMN cleared_at ${instant}`,
      `ALTER TABLE message ADD COLUMN reason_code TEXT`,
      `ALTER TABLE message ADD COLUMN judgement TEXT`,
      `UPDATE message SET cleared_at = COALESCE(sent_at, created_at) WHERE status IN ('sending', 'sent', 'uncertain')`,
      `UPDATE message SET reason_code = error_code WHERE status = 'skipped'`,
      // What a contact got or is about to get, for caps, and what waits for them, for priorities.
      `CREATE INDEX message_cleared ON message (contact, cleared_at) WHERE cleared_at IS NOT NULL AND purpose = 'promotional'`,
      `CREATE INDEX message_waiting ON message (contact, due_at) WHERE due_at IS NOT NULL AND purpose = 'promotional'`,
      `CREATE INDEX message_held_out ON message (workflow, contact) WHERE reason_code = 'CONTACT_HELD_OUT'`,

      'ALTER TABLE workspace ADD COLUMN sending_rules TEXT',
      `CREATE TABLE send_pace (workspace INTEGER NOT NULL, scope TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (workspace, scope))`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
