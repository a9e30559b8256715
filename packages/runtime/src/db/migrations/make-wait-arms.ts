import type { QueryRunner } from 'typeorm';

/** Puts what waits for events into one row for each thing that is waited for, and what is waiting already with it. */
export async function makeWaitArms(runner: QueryRunner): Promise<void> {
  const isPostgres = runner.dataSource.options.type === 'postgres';
  const instant = isPostgres ? 'BIGINT' : 'INTEGER';
  // On SQLite the rows lie in the index itself: one entry for each arm.
  const storage = isPostgres ? '' : ' WITHOUT ROWID';
  const statements = [
    'ALTER TABLE execution ADD COLUMN wake_by TEXT',
    `ALTER TABLE execution ADD COLUMN armed_for ${instant}`,
    `CREATE TABLE wait_arm (contact ${instant} NOT NULL, execution ${instant} NOT NULL, arm ${instant} NOT NULL, at ${instant},
      spec TEXT NOT NULL, PRIMARY KEY (contact, execution, arm))${storage}`,
    `INSERT INTO wait_arm (contact, execution, arm, at, spec) SELECT contact, execution, id, NULL,
      '{"kind":"event","output":0,"name":"' || event_type || '","lookBack":"node","filter":{"events":["' || event_type || '"]}}'
      FROM event_wait`,
    'UPDATE execution SET armed_for = contact WHERE id IN (SELECT execution FROM event_wait)',
    'DROP TABLE event_wait',
  ];
  for (const statement of statements) await runner.query(statement);
}
