import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Thousands of messages fall due at one instant when a calendar opens: each claim must find the first of them without sorting all. */
export class MessagesDueTogether1765756800000 implements MigrationInterface {
  name = 'MessagesDueTogether1765756800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX message_due');
    await runner.query('CREATE INDEX message_due ON message (sender_id, due_at, created_at) WHERE due_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX message_due');
    await runner.query('CREATE INDEX message_due ON message (sender_id, due_at) WHERE due_at IS NOT NULL');
  }
}
