import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDatabase, type Database } from '../../packages/runtime/src/db';
import { createThrowAway, type ThrowAway } from './postgres/throw-away';

export type NamedDatabase = readonly [name: string, open: () => Promise<Database>];

/**
 * The databases that a suite runs on, for `describe.each`: SQLite in memory, and Postgres where `set-up.ts` has
 * found one. Each `open()` gives an empty one that `close()` throws away.
 */
export function databases(): NamedDatabase[] {
  return [['SQLite', () => openDatabase('sqlite::memory:')], ...postgres()];
}

/** As `databases`, with SQLite in a file: there readers have a connection of their own. */
export function durableDatabases(): NamedDatabase[] {
  return [['SQLite in a file', openSqliteFile], ...postgres()];
}

/** SQLite in a new file that goes away with `close()`. */
export async function openSqliteFile(): Promise<Database> {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  const database = await openDatabase(`sqlite:${path.join(folder, 'aftercart.sqlite')}`);
  return afterClosing(database, async () => rmSync(folder, { recursive: true, force: true }));
}

/**
 * Resolves when another transaction waits for what this one holds. On SQLite, where writes come one after the other,
 * at once: call it in the middle of a write to make two of them meet.
 */
export async function untilAnotherWriteWaits(database: Database): Promise<void> {
  if (database.dialect === 'sqlite') return;
  const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let attempt = 0; attempt < 4_000; attempt++) {
    if ((await database.all(waiting)).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('No other write waits for this one');
}

/** Takes everything out again: faster than another database. */
export async function empty(database: Database): Promise<void> {
  const tables = database.orm.dataSource.entityMetadatas.map(({ tableName }) => tableName);
  await database.write(async (tx) => {
    for (const table of tables) await tx.run(`DELETE FROM ${table}`);
  });
}

/** The same databases for a whole app: its settings, and what takes the database away again once the app is closed. */
export function databaseSettings(): Array<readonly [name: string, make: () => Promise<DatabaseSettings>]> {
  const make = async (): Promise<DatabaseSettings> => {
    const { address, drop } = await throwAway();
    return { env: { AFTERCART_DATABASE_URL: address }, drop };
  };
  const sqlite = async (): Promise<DatabaseSettings> => ({ env: {}, drop: async () => undefined });
  return [['SQLite', sqlite], ...postgres().map(([name]) => [name, make] as const)];
}

export interface DatabaseSettings {
  readonly env: Record<string, string>;
  drop(): Promise<void>;
}

function postgres(): NamedDatabase[] {
  if (process.env.AFTERCART_TEST_POSTGRES_URL) return [['Postgres', openThrowAway]];
  const problem = 'No Postgres was found: install it, or set AFTERCART_TEST_POSTGRES_URL.';
  if (process.env.CI === 'true') throw new Error(`${problem} CI tests on both databases.`);
  process.stderr.write(`\n*** SKIPPED ON POSTGRES *** ${problem}\n\n`);
  return [];
}

async function openThrowAway(): Promise<Database> {
  const { address, drop } = await throwAway();
  return afterClosing(await openDatabase(address), drop);
}

async function throwAway(): Promise<ThrowAway> {
  const { AFTERCART_TEST_POSTGRES_URL: url, AFTERCART_TEST_POSTGRES_TEMPLATE: template } = process.env;
  if (!url) throw new Error('There is no Postgres.');
  return await createThrowAway(url, template);
}

function afterClosing(database: Database, cleanUp: () => Promise<void>): Database {
  const close = database.close.bind(database);
  database.close = async () => {
    await close();
    await cleanUp();
  };
  return database;
}
