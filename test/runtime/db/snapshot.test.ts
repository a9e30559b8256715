import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDatabase, type Database } from '../../../packages/runtime/src/db';
import type { Connection } from '../../../packages/runtime/src/db/connection-queries';

const BetterSqlite3 = createRequire(path.resolve('packages/runtime/package.json'))('better-sqlite3') as new (
  file: string,
) => Connection;

let folder: string;
let database: Database;
/** Another process that writes to the same file. */
let other: Connection;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercart-snapshot-'));
  const file = path.join(folder, 'store.sqlite');
  database = await openDatabase(`sqlite:${file}`);
  other = new BetterSqlite3(file);
});
afterAll(async () => {
  other.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const ADD = `INSERT INTO site_count (site, day, outcome, workspace, n) VALUES (?, '2026-11-28', 'kept', 1, 1)`;
const names = async () => {
  const rows = await database.all<{ site: string }>('SELECT site FROM site_count ORDER BY site');
  return rows.map(({ site }) => site).join(' ');
};
const nextTurn = () => new Promise(setImmediate);

test('what is read in one turn is one state, and the next turn sees what another process wrote', async () => {
  expect(await names()).toBe('');
  other.prepare(ADD).run('a');
  expect(await names()).toBe('');
  await nextTurn();
  expect(await names()).toBe('a');
});

test('who has written sees it at once, also while others read', async () => {
  const reads: string[] = [];
  let isDone = false;
  const reading = (async () => {
    while (!isDone) {
      reads.push(await names());
      await nextTurn();
    }
  })();
  await database.write((tx) => tx.run(ADD, ['b']));
  expect(await names()).toBe('a b');
  isDone = true;
  await reading;
  expect(reads[0]).toBe('a');
});

test('nobody sees what a group has written before it is committed, however long it takes', async () => {
  const during: string[] = [];
  await Promise.all([
    database.write(async (tx) => {
      await tx.run(ADD, ['c']);
      during.push(await names());
      const end = performance.now() + 10; // long enough for others to have their turn
      while (performance.now() < end) continue;
    }),
    database.write(async (tx) => {
      during.push(await names());
      await tx.run(ADD, ['d']);
    }),
  ]);
  expect(during).toEqual(['a b', 'a b']);
  expect(await names()).toBe('a b c d');
});
