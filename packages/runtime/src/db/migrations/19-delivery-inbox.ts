import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the deliveries of a shop wait in a burst. */
export class DeliveryInbox1765324800000 implements MigrationInterface {
  name = 'DeliveryInbox1765324800000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    const [instant, bytes] = isPostgres ? ['BIGINT', 'BYTEA'] : ['INTEGER', 'BLOB'];
    await runner.query(
      `CREATE TABLE delivery_inbox (shop TEXT NOT NULL, delivery ${instant} NOT NULL, workspace INTEGER NOT NULL, body ${bytes} NOT NULL,
        PRIMARY KEY (shop, delivery))`,
    );
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
