import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules read orders in the order in which they were placed; who holds a message says for how long; shops are looked through for what is gone. */
export class Debts1764633600000 implements MigrationInterface {
  name = 'Debts1764633600000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const instant = isPostgres ? 'BIGINT' : 'INTEGER';
    const statements = [
      // Those of one instant are in the order of their ids: nothing has to sort them.
      'DROP INDEX orders_contact',
      `CREATE INDEX orders_contact ON orders (contact, placed_at, id, workspace, status, is_deleted, paid_at, currency, total, refunded, shop)`,

      // By the database's clock. What is in hand now was taken when it fell due, as far as anybody knows.
      `ALTER TABLE message ADD COLUMN lease_until ${instant}`,
      `UPDATE message SET lease_until = due_at + 3600000 WHERE status = 'sending' AND due_at IS NOT NULL`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
