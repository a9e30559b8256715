import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Limit } from '../report/report';

/** As many as the server lets share a commit. */
const GROUP = 64;
const MILLISECONDS = 2_000;

/**
 * How many pairs of rows (an event, an execution) of these sizes SQLite itself takes in a second, with
 * synchronous=FULL and one commit for 64 of them: what the disk and SQLite allow, without a server around them.
 */
export function rawInserts(folder: string, sizes: { event: number; state: number }): Limit {
  const database = new DatabaseSync(path.join(folder, 'raw.sqlite'));
  try {
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE event (id INTEGER PRIMARY KEY, type TEXT, contact INTEGER, occurred_at INTEGER, dedupe_key TEXT UNIQUE, payload BLOB);
      CREATE TABLE execution (id INTEGER PRIMARY KEY, workflow TEXT, status TEXT, wake_at INTEGER, contact INTEGER, event INTEGER, state BLOB);
      CREATE INDEX execution_due ON execution (wake_at) WHERE wake_at IS NOT NULL;
      CREATE INDEX execution_contact ON execution (contact);`);
    const insertEvent = database.prepare('INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?)');
    const insertExecution = database.prepare('INSERT INTO execution VALUES (NULL, ?, ?, ?, ?, ?, ?)');
    const payload = Buffer.alloc(sizes.event, 'x');
    const state = Buffer.alloc(sizes.state, 'x');
    const start = performance.now();
    let pairs = 0;
    while (performance.now() - start < MILLISECONDS) {
      database.exec('BEGIN IMMEDIATE');
      for (let one = 0; one < GROUP; one++) {
        pairs += 1;
        const now = Date.now();
        insertEvent.run('order.placed', pairs, now, `shop:${pairs}`, payload);
        insertExecution.run('workflow', 'waiting', now + pairs, pairs, pairs, state);
      }
      database.exec('COMMIT');
    }
    return { of: 'raw SQLite inserts/s', value: pairs / ((performance.now() - start) / 1_000) };
  } finally {
    database.close();
  }
}
