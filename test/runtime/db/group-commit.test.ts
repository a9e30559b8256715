import { createRequire } from 'node:module';
import path from 'node:path';

import type { EntityManager } from 'typeorm';

import { ConnectionQueries, type Connection } from '../../../packages/runtime/src/db/connection-queries';
import { GroupCommit, type GroupCommitOptions } from '../../../packages/runtime/src/db/group-commit';
import type { Transaction } from '../../../packages/runtime/src/db';

const ofRuntime = createRequire(path.resolve(__dirname, '../../../packages/runtime/package.json'));
const BetterSqlite3 = ofRuntime('better-sqlite3') as new (file: string) => Connection;

const add = (name: string) => (tx: Transaction) => tx.run('INSERT INTO visitor VALUES (?)', [name]);

/** A disk that writes when it is told to. */
function slowDisk() {
  const waiting: Array<{ resolve: () => void; reject: (error: Error) => void }> = [];
  return {
    flush: () => new Promise<void>((resolve, reject) => waiting.push({ resolve, reject })),
    write: () => waiting.splice(0).forEach(({ resolve }) => resolve()),
    fail: () => waiting.splice(0).forEach(({ reject }) => reject(new Error('EIO: i/o error'))),
    asked: async () => {
      while (waiting.length === 0) await new Promise(setImmediate);
    },
  };
}

function openCommits(options: GroupCommitOptions) {
  const queries = new ConnectionQueries(new BetterSqlite3(':memory:'));
  queries.run('CREATE TABLE visitor (name TEXT NOT NULL)');
  return { queries, commits: new GroupCommit(queries, {} as EntityManager, options) };
}

test('nobody is answered before what they wrote is on the disk, and the next writes are done meanwhile', async () => {
  const disk = slowDisk();
  const { queries, commits } = openCommits({ flush: disk.flush });
  const answered: string[] = [];
  const first = commits.write(add('first')).then(() => answered.push('first'));
  await disk.asked();
  disk.write(); // what the first one waits for
  await first;
  const second = commits.write(add('second')).then(() => answered.push('second'));
  await disk.asked();
  const third = commits.write(add('third')).then(() => answered.push('third'));
  while ((await queries.all('SELECT 1 FROM visitor')).length < 3)
    await new Promise((resolve) => setTimeout(resolve, 1));
  expect(answered).toEqual(['first']);
  disk.write();
  await Promise.all([second, third, commits.settled()]);
  expect(answered).toEqual(['first', 'second', 'third']);
});

test('who works in the process hears of a write as soon as others can see it', async () => {
  const disk = slowDisk();
  const { commits } = openCommits({ flush: disk.flush });
  const heard: string[] = [];
  const write = commits.write(async (tx) => {
    tx.afterCommit(() => heard.push('committed'));
    return await add('a')(tx);
  });
  void write.then(() => heard.push('on the disk'));
  await disk.asked();
  expect(heard).toEqual(['committed']);
  disk.write();
  await write;
  expect(heard).toEqual(['committed', 'on the disk']);
});

test('a disk that fails lets nobody believe that their write is safe, and the operator is told once', async () => {
  const disk = slowDisk();
  const complaints: string[] = [];
  const { commits } = openCommits({ flush: disk.flush, onLost: ({ message }) => complaints.push(message) });
  const lost = expect(commits.write(add('a'))).rejects.toMatchObject({ code: 'DATABASE_WRITE_FAILED' });
  await disk.asked();
  disk.fail();
  await lost;
  await expect(commits.write(add('b'))).rejects.toMatchObject({ code: 'DATABASE_WRITE_FAILED' });
  expect(complaints).toEqual([expect.stringContaining('EIO')]);
});

test('writes that take long share one commit, and others have their turn of the event loop meanwhile', async () => {
  const { commits } = openCommits({ flush: () => Promise.resolve() });
  const order: string[] = [];
  const write = (name: string) =>
    commits.write(async (tx) => {
      const end = performance.now() + 6; // longer than a group keeps others waiting
      while (performance.now() < end) continue;
      order.push(name);
      tx.afterCommit(() => order.push('committed'));
      return await add(name)(tx);
    });
  const writes = Promise.all([write('a'), write('b')]);
  const other = (async () => {
    while (!order.includes('a')) await new Promise(setImmediate);
    order.push('other');
  })();
  await Promise.all([writes, other]);
  expect(order).toEqual(['a', 'other', 'b', 'committed', 'committed']);
});
