import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The messages of an execution are found by the unique key (execution, node, visit, item), which begins with it. */
export class MessagesOfExecutions1765843200000 implements MigrationInterface {
  name = 'MessagesOfExecutions1765843200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX message_execution');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX message_execution ON message (execution) WHERE execution IS NOT NULL');
  }
}
