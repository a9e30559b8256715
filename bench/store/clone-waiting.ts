import type { DatabaseSync } from 'node:sqlite';

import { withStore } from './with-store';

export interface Clones {
  /** The id of the first new execution; the others follow it without gaps. */
  readonly first: number;
  readonly count: number;
}

/** Never copied for a clone: what was sent for an execution is not part of its waiting. */
const LEFT_OUT = new Set(['message']);

/**
 * Multiplies the executions that wait in a store whose server is down: each clone has a contact and an event of its own
 * and all else that belongs to the execution. A million of them take minutes this way, and would take hours by HTTP.
 * @param wakeAt SQL for the instant that a clone waits for, in terms of its position `i` from 0
 */
export function cloneWaiting(folder: string, { count, wakeAt }: { count: number; wakeAt: string }): Clones {
  return withStore(folder, (database) => {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA cache_size = -200000'); // faster, and a bench has nothing to lose
    database.exec(
      `CREATE TEMP TABLE template AS SELECT row_number() OVER (ORDER BY id) - 1 AS position, id AS execution, contact, event
       FROM execution WHERE status = 'waiting'`,
    );
    const known = numberOf(database, 'SELECT count(*) AS n FROM template');
    if (known === 0) throw new Error('No execution waits that could be cloned.');
    const next = (table: string) => numberOf(database, `SELECT max(id) + 1 AS n FROM ${table}`);
    const first = { contact: next('contact'), event: next('event'), execution: next('execution') };

    const clone = (table: string, join: string, columns: Readonly<Record<string, string>>) => {
      const names = columnsOf(database, table).filter((name) => columns[name] !== '');
      const values = names.map((name) => columns[name] ?? `original."${name}"`);
      database.exec(
        `WITH RECURSIVE clone (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM clone WHERE i < ${count - 1})
         INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) SELECT ${values.join(', ')}
         FROM clone JOIN template ON template.position = clone.i % ${known} JOIN ${table} original ON ${join}`,
      );
    };
    const contact = `${first.contact} + i`;
    clone('contact', 'original.id = template.contact', { id: contact });
    clone('event', 'original.id = template.event', {
      id: `${first.event} + i`,
      contact,
      dedupe_key: `'clone-' || i`,
    });
    clone('execution', 'original.id = template.execution', {
      id: `${first.execution} + i`,
      contact,
      event: `${first.event} + i`,
      entry_key: `iif(original.entry_key IS NULL, NULL, 'clone-' || i)`,
      wake_at: wakeAt,
    });
    for (const table of tablesOfExecutions(database)) {
      clone(table, 'original.execution = template.execution', {
        id: '',
        execution: `${first.execution} + i`,
        contact,
      });
    }
    database.exec('PRAGMA journal_mode = WAL');
    return { first: first.execution, count };
  });
}

/** Moves clones to other instants: `wakeAt` is SQL in terms of their position `i` among those that are moved. */
export function moveWaits(folder: string, { first, count }: Clones, wakeAt: string): void {
  const expression = wakeAt.replaceAll(/\bi\b/g, `(id - ${first})`);
  withStore(folder, (database) => {
    database.exec(`UPDATE execution SET wake_at = ${expression} WHERE id BETWEEN ${first} AND ${first + count - 1}`);
  });
}

/** Tables that keep something about each execution beside its row. */
function tablesOfExecutions(database: DatabaseSync): string[] {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
  return tables
    .map(({ name }) => String(name))
    .filter((table) => !LEFT_OUT.has(table) && columnsOf(database, table).includes('execution'));
}

function columnsOf(database: DatabaseSync, table: string): string[] {
  const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all(table);
  return columns.map(({ name }) => String(name));
}

function numberOf(database: DatabaseSync, sql: string): number {
  return Number(database.prepare(sql).get()?.n);
}
