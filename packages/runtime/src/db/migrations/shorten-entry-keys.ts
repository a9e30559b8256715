import type { QueryRunner } from 'typeorm';

import { entryKey } from '../entry-key';

interface KeyedRow {
  readonly id: number;
  readonly workflow: string;
  readonly entry_key: string;
}

/** Entry keys were stored as they were given, and were unique for each workflow. */
export async function shortenEntryKeys(runner: QueryRunner): Promise<void> {
  const isPostgres = runner.dataSource.options.type === 'postgres';
  const update = `UPDATE execution SET entry_key = ${isPostgres ? '$1 WHERE id = $2' : '? WHERE id = ?'}`;
  await runner.query('DROP INDEX execution_entry');
  for (let rows = await batchAfter(runner, 0); rows.length > 0; rows = await batchAfter(runner, rows.at(-1)?.id ?? 0)) {
    for (const { id, workflow, entry_key } of rows) await runner.query(update, [entryKey(workflow, entry_key), id]);
  }
  await runner.query('CREATE UNIQUE INDEX execution_entry ON execution (entry_key) WHERE entry_key IS NOT NULL');
}

async function batchAfter(runner: QueryRunner, id: number): Promise<KeyedRow[]> {
  return await runner.manager.query<KeyedRow[]>(
    `SELECT id, workflow, entry_key FROM execution WHERE id > ${id} AND entry_key IS NOT NULL ORDER BY id LIMIT 1000`,
  );
}
