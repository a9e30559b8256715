import type { MigrationInterface, QueryRunner } from 'typeorm';

import { claimStatements } from './claim-statements';
import { journeyStatements } from './journey-statements';
import { makeWaitArms } from './make-wait-arms';
import { shortenEntryKeys } from './shorten-entry-keys';

/** What the engine keeps beside an execution's row. */
export class Engine1763856000000 implements MigrationInterface {
  name = 'Engine1763856000000';

  async up(runner: QueryRunner): Promise<void> {
    const isPostgres = runner.dataSource.options.type === 'postgres';
    await shortenEntryKeys(runner);
    await makeWaitArms(runner);
    const statements = [
      // SQLite keeps bytes in a column of text as they are.
      ...(isPostgres ? [`ALTER TABLE event ALTER COLUMN payload TYPE BYTEA USING convert_to(payload, 'UTF8')`] : []),
      'CREATE INDEX execution_retry ON execution (retry_of) WHERE retry_of IS NOT NULL',
      ...journeyStatements(isPostgres),
      ...claimStatements(isPostgres),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Going back to the first schema would lose what the engine keeps. Restore a backup instead.');
  }
}
