import { existsSync } from 'node:fs';

import { openDatabase, type Database, type Transaction } from '../../../packages/runtime/src/db';
import { durableDatabases, openSqliteFile } from '../../support/databases';

jest.setTimeout(60_000);

const insert = (name: string) => (tx: Transaction) =>
  tx.run('INSERT INTO workspace (name, time_zone, locale, created_at) VALUES (?, ?, ?, ?)', [name, 'UTC', 'en', 1]);

describe.each(durableDatabases())('the store, on %s', (_name, open) => {
  let database: Database;

  beforeEach(async () => {
    database = await open();
  });
  afterEach(() => database.close());

  const names = async () =>
    (await database.all<{ name: string }>('SELECT name FROM workspace ORDER BY id')).map(({ name }) => name);

  test('a write is there when it resolves, and gives the result of the work', async () => {
    const changed = await database.write(insert('a'));
    expect(changed).toBe(1);
    expect(await names()).toEqual(['a']);
    expect(await database.get('SELECT created_at AS at FROM workspace')).toEqual({ at: 1 });
    expect(await database.get('SELECT name FROM workspace WHERE name = ?', ['nobody'])).toBeUndefined();
  });

  test('a write sees its own changes, and RETURNING gives ids as numbers', async () => {
    await database.write(async (tx) => {
      const row = await tx.get<{ id: number }>(
        `INSERT INTO workspace (name, time_zone, locale, created_at) VALUES (?, 'UTC', 'en', ?) RETURNING id`,
        ['a', Number.MAX_SAFE_INTEGER],
      );
      expect(typeof row!.id).toBe('number');
      expect(await tx.all('SELECT created_at AS at FROM workspace WHERE id = ?', [row!.id])).toEqual([
        { at: Number.MAX_SAFE_INTEGER },
      ]);
    });
  });

  test('a write that fails rejects with its own error and takes its own changes back only', async () => {
    const failure = new Error('this one fails');
    const results = await Promise.allSettled([
      database.write(insert('before')),
      database.write(async (tx) => {
        await insert('gone')(tx);
        throw failure;
      }),
      database.write((tx) => tx.run('INSERT INTO no_such_table VALUES (1)')),
      database.write(insert('after')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: failure });
    expect((await names()).sort()).toEqual(['after', 'before']);
  });

  test('a callback that throws after the commit holds up nobody', async () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await database.write(async (tx) => {
      tx.afterCommit(() => {
        throw new Error('a bug of ours');
      });
      await insert('first')(tx);
    });
    await database.write(insert('second'));
    expect(await names()).toEqual(['first', 'second']);
    expect(warn).toHaveBeenCalledWith('a bug of ours');
    warn.mockRestore();
  });

  test('two writes that hold what the other one needs are both done', async () => {
    await database.write(insert('a'));
    await database.write(insert('b'));
    const touch = (tx: Transaction, name: string) =>
      tx.run('UPDATE workspace SET created_at = created_at + 1 WHERE name = ?', [name]);
    const crossing = ['a', 'b'].map((first) =>
      database.write(async (tx) => {
        await touch(tx, first);
        // Long enough for the other one to begin, where two can be under way at once.
        await tx.all(database.dialect === 'postgres' ? 'SELECT pg_sleep(0.2)' : 'SELECT 1');
        await touch(tx, first === 'a' ? 'b' : 'a');
      }),
    );
    await Promise.all(crossing);
    expect(await database.all('SELECT created_at AS at FROM workspace')).toEqual([{ at: 3 }, { at: 3 }]);
  });

  test('readers see committed data only', async () => {
    let seenDuring: string[] | undefined;
    await database.write(async (tx) => {
      await insert('a')(tx);
      seenDuring = await names();
    });
    expect(seenDuring).toEqual([]);
    expect(await names()).toEqual(['a']);
  });

  test('afterCommit is called when the data is there for everybody, and not after a failure', async () => {
    const called: string[] = [];
    const committed = new Promise<string[]>((resolve) => {
      void database.write(async (tx) => {
        await insert('a')(tx);
        tx.afterCommit(() => resolve(names()));
        tx.afterCommit(() => called.push('committed'));
        expect(called).toEqual([]);
      });
    });
    await expect(
      database.write(async (tx) => {
        tx.afterCommit(() => called.push('rolled back'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await committed).toEqual(['a']);
    expect(called).toEqual(['committed']);
  });

  test('many writes at once are all there', async () => {
    const writes = Array.from({ length: 200 }, (_, index) => database.write(insert(`${index}`)));
    await Promise.all(writes);
    expect(await names()).toHaveLength(200);
  });

  test('writes that add to one number lose nothing', async () => {
    await database.write(insert('counter'));
    await Promise.all(
      Array.from({ length: 50 }, () =>
        database.write((tx) => tx.run('UPDATE workspace SET created_at = created_at + 1')),
      ),
    );
    expect(await database.get('SELECT created_at AS at FROM workspace')).toEqual({ at: 51 });
  });

  test('TypeORM takes part in a write', async () => {
    await expect(
      database.write(async (tx) => {
        await tx.orm.insert('Workspace', { name: 'gone', timeZone: 'UTC', locale: 'en', createdAt: 1 });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await database.write((tx) =>
      tx.orm.insert('Workspace', { name: 'kept', timeZone: 'UTC', locale: 'en', createdAt: 1 }),
    );
    expect(await database.orm.find('Workspace')).toMatchObject([{ name: 'kept', createdAt: 1 }]);
  });

  test('closing waits for the writes that were asked for', async () => {
    const other = await open();
    let isWritten = false;
    const write = other.write(insert('late')).then(() => (isWritten = true));
    await other.close();
    expect(isWritten).toBe(true);
    await write;
  });
});

describe('the store in one SQLite file', () => {
  test('survives being closed and opened again', async () => {
    const database = await openSqliteFile();
    try {
      await database.write(insert('kept'));
      const [{ file }] = (await database.all<{ file: string }>('PRAGMA database_list')) as [{ file: string }];
      expect(existsSync(file)).toBe(true);
      const again = await openDatabase(`sqlite:${file}`);
      expect(await again.all('SELECT name FROM workspace')).toEqual([{ name: 'kept' }]);
      await again.close();
    } finally {
      await database.close();
    }
  });

  test('a full disk fails the writes that do not fit, clearly, and nothing else', async () => {
    const database = await openSqliteFile();
    try {
      const { pages } = (await database.get<{ pages: number }>('SELECT page_count AS pages FROM pragma_page_count'))!;
      await database.write((tx) => tx.all(`PRAGMA max_page_count = ${pages + 4}`));
      const results = await Promise.allSettled([
        database.write(insert('x'.repeat(1_000_000))),
        database.write(insert('y'.repeat(1_000_000))),
      ]);
      for (const result of results) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'DATABASE_WRITE_FAILED' } });
      }
      await database.write(insert('small'));
      expect(await database.all('SELECT name FROM workspace')).toEqual([{ name: 'small' }]);
    } finally {
      await database.close();
    }
  });

  test('waits for another connection that writes, and lets everything else go on meanwhile', async () => {
    const database = await openSqliteFile();
    const [{ file }] = (await database.all<{ file: string }>('PRAGMA database_list')) as [{ file: string }];
    const other = await openDatabase(`sqlite:${file}`);
    try {
      let end: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (end = resolve));
      const holding = other.write(async () => await held);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const began = performance.now();
      const writing = database.write(insert('later'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(await database.all('SELECT name FROM workspace')).toEqual([]);
      end();
      await Promise.all([holding, writing]);
      expect(await database.all('SELECT name FROM workspace')).toEqual([{ name: 'later' }]);
    } finally {
      await other.close();
      await database.close();
    }
  });

  test('keeps what is written while its log is moved into the file', async () => {
    const database = await openSqliteFile();
    try {
      const large = 'x'.repeat(200_000);
      for (let round = 0; round < 30; round++) {
        await Promise.all([1, 2, 3, 4, 5].map((one) => database.write(insert(`${round}-${one}-${large}`))));
      }
      const row = await database.get<{ n: number }>('SELECT count(*) AS n FROM workspace');
      expect(row).toEqual({ n: 150 });
      expect(await database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    } finally {
      await database.close();
    }
  });

  test('can be read while it is written', async () => {
    const database = await openSqliteFile();
    try {
      const [, during] = await Promise.all([database.write(insert('a')), database.all('SELECT name FROM workspace')]);
      expect(during).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

test('an address of another kind of database is refused', async () => {
  await expect(openDatabase('mysql://127.0.0.1/x')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});
