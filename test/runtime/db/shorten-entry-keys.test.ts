import { entryKey, type Database } from '../../../packages/runtime/src/db';
import { shortenEntryKeys } from '../../../packages/runtime/src/db/migrations/shorten-entry-keys';
import { databases } from '../../support/databases';

describe.each(databases())('executions of the first schema, on %s', (_name, open) => {
  let database: Database;
  beforeAll(async () => (database = await open()));
  afterAll(async () => await database.close());

  test('keep refusing the same contact the same entry', async () => {
    const rows: Array<[string, string | null]> = [
      ['one', 'order 7'],
      ['two', 'order 7'],
      ['one', null],
    ];
    const columns = 'workspace, workflow, version, status, mode, attempts, started_at, entry_key';
    for (const [workflow, key] of rows) {
      await database.write((tx) =>
        tx.run(`INSERT INTO execution (${columns}) VALUES (1, ?, 'v', 'new', 'trigger', 0, 0, ?)`, [
          workflow,
          key === null ? null : `${workflow} ${key}`,
        ]),
      );
    }
    const runner = database.orm.dataSource.createQueryRunner();
    await shortenEntryKeys(runner);
    await runner.release();

    const stored = await database.all<{ entry_key: string | null }>('SELECT entry_key FROM execution ORDER BY id');
    expect(stored.map(({ entry_key }) => entry_key)).toEqual([
      entryKey('one', 'one order 7'),
      entryKey('two', 'two order 7'),
      null,
    ]);
  });
});

test('an entry key is short, and of its workflow alone', () => {
  expect(entryKey('one', 'order 7')).toMatch(/^[\w-]{12}$/);
  expect(entryKey('one', 'order 7')).not.toBe(entryKey('two', 'order 7'));
});
