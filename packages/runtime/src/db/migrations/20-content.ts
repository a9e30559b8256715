import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What mails look like and offer: brands, templates with their versions, coupons. */
export class Content1765411200000 implements MigrationInterface {
  name = 'Content1765411200000';

  async up(runner: QueryRunner): Promise<void> {
    const instant = runner.dataSource.options.type === 'postgres' ? 'BIGINT' : 'INTEGER';
    const statements = [
      `CREATE TABLE brand (workspace INTEGER PRIMARY KEY, settings TEXT NOT NULL, updated_at ${instant} NOT NULL)`,
      `CREATE TABLE message_template (id TEXT PRIMARY KEY, workspace INTEGER NOT NULL, name TEXT NOT NULL,
        current INTEGER NOT NULL, updated_at ${instant} NOT NULL, UNIQUE (workspace, name))`,
      `CREATE TABLE message_template_version (template TEXT NOT NULL, version INTEGER NOT NULL, layout TEXT NOT NULL,
        contents TEXT NOT NULL, created_at ${instant} NOT NULL, PRIMARY KEY (template, version))`,
      `CREATE TABLE coupon_pool (id TEXT PRIMARY KEY, workspace INTEGER NOT NULL, name TEXT NOT NULL,
        max_per_contact INTEGER, low_stock INTEGER, expires_at ${instant}, created_at ${instant} NOT NULL,
        UNIQUE (workspace, name))`,
      `CREATE TABLE coupon (pool TEXT NOT NULL, code TEXT NOT NULL, workspace INTEGER NOT NULL, expires_at ${instant},
        given_for TEXT, contact INTEGER, given_at ${instant}, PRIMARY KEY (pool, code), UNIQUE (pool, given_for))`,
      'CREATE INDEX coupon_left ON coupon (pool, code) WHERE given_for IS NULL',
      'CREATE INDEX coupon_contact ON coupon (contact) WHERE contact IS NOT NULL',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('There is no way back to an earlier schema. Restore a backup instead.');
  }
}
