import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import pg from 'pg';

import { openDatabase, type Database } from '../../packages/runtime/src/db';

export type NamedDatabase = readonly [name: string, open: () => Promise<Database>];

const DEFAULT_URL = 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * The databases that a suite runs on, for `describe.each`: SQLite in memory, and Postgres where a server answers at
 * AFTERCART_TEST_POSTGRES_URL or on this machine. Each `open()` gives an empty one that `close()` throws away.
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
    const { address, drop } = await createThrowAway(process.env.AFTERCART_TEST_POSTGRES_URL ?? DEFAULT_URL);
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
  const url = process.env.AFTERCART_TEST_POSTGRES_URL ?? DEFAULT_URL;
  if (isAnswering(url)) return [['Postgres', async () => await openThrowAway(url)]];
  const problem = 'No Postgres answers: set AFTERCART_TEST_POSTGRES_URL or start a server on port 5432.';
  if (process.env.CI === 'true') throw new Error(`${problem} CI tests on both databases.`);
  process.stderr.write(`\n*** SKIPPED ON POSTGRES *** ${problem}\n\n`);
  return [];
}

/** Jest collects tests synchronously, so another process asks. */
function isAnswering(url: string): boolean {
  const ask = `const { Client } = require('pg');
    const client = new Client({ connectionString: process.argv[1], connectionTimeoutMillis: 2000 });
    client.connect().then(() => client.end()).then(() => process.exit(0), () => process.exit(1));`;
  try {
    execFileSync(process.execPath, ['-e', ask, url], { cwd: __dirname, stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

async function openThrowAway(url: string): Promise<Database> {
  const { address, drop } = await createThrowAway(url);
  return afterClosing(await openDatabase(address), drop);
}

async function createThrowAway(url: string): Promise<{ address: string; drop: () => Promise<void> }> {
  const name = `aftercart_test_${randomBytes(8).toString('hex')}`;
  await administer(url, `CREATE DATABASE ${name}`);
  // Nobody pulls the plug on a test: a commit need not wait for the disk.
  await administer(url, `ALTER DATABASE ${name} SET synchronous_commit = off`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const drop = async () => await administer(url, `DROP DATABASE ${name} WITH (FORCE)`);
  return { address: address.toString(), drop };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function afterClosing(database: Database, cleanUp: () => Promise<void>): Database {
  const close = database.close.bind(database);
  database.close = async () => {
    await close();
    await cleanUp();
  };
  return database;
}
