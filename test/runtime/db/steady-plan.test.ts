import { createRequire } from 'node:module';
import path from 'node:path';

import { ConnectionQueries, type Connection } from '../../../packages/runtime/src/db/connection-queries';
import { withSteadyPlan } from '../../../packages/runtime/src/db/steady-plan';

const BetterSqlite3 = createRequire(path.resolve('packages/runtime/package.json'))('better-sqlite3') as new (
  file: string,
) => Connection;

const ASK = 'SELECT id FROM letter WHERE kind = ? AND person = ?';

function open(): Connection {
  const connection = new BetterSqlite3(':memory:');
  connection.exec(`
    CREATE TABLE letter (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, person INTEGER NOT NULL, sent_at INTEGER);
    CREATE INDEX letter_person ON letter (person);
    CREATE INDEX letter_news ON letter (kind, person) WHERE kind = 'news';
    CREATE INDEX letter_sent ON letter (sent_at) WHERE sent_at IS NOT NULL;
    INSERT INTO letter (kind, person, sent_at) VALUES ('news', 1, 5), ('news', 2, NULL), ('bill', 1, 7);
  `);
  return connection;
}

test('a statement is planned once, and not anew for each value', async () => {
  const connection = open();
  const queries = new ConnectionQueries(connection);
  const planFor = (kind: string) => queries.all(`EXPLAIN QUERY PLAN ${ASK}`, [kind, 1]);
  expect(await planFor('news')).toEqual(await planFor('bill'));

  // What SQLite does by itself: were it not so, there would be nothing to keep it from.
  const plain = connection.prepare(`EXPLAIN QUERY PLAN ${ASK}`);
  expect(plain.all('news', 1)).not.toEqual(plain.all('bill', 1));
  connection.close();
});

test('an index on what is there is still used, and values mean what they meant', async () => {
  const connection = open();
  const queries = new ConnectionQueries(connection);
  const [step] = await queries.all<{ detail: string }>(
    'EXPLAIN QUERY PLAN SELECT id FROM letter WHERE sent_at <= ? ORDER BY sent_at LIMIT ?',
    [6, 1],
  );
  expect(step?.detail).toContain('letter_sent');
  expect(await queries.all('SELECT id FROM letter WHERE sent_at <= ? ORDER BY sent_at LIMIT ?', [9, 1])).toEqual([
    { id: 1 },
  ]);
  expect(await queries.all(ASK, ['news', '1'])).toEqual([{ id: 1 }]);
  connection.close();
});

test('question marks in texts, names and comments stay as they are', () => {
  expect(withSteadyPlan(`SELECT '?', 'it''s ?', "a?" FROM t -- why?\nWHERE a = ? AND b IN (?, ?)`)).toBe(
    `SELECT '?', 'it''s ?', "a?" FROM t -- why?\nWHERE a = likely(?) AND b IN (likely(?), likely(?))`,
  );
});
