import { parentPort, workerData } from 'node:worker_threads';

import BetterSqlite3 from 'better-sqlite3';

import type { BackgroundAnswer, BackgroundQuestion } from './background-queries';

/** Kilobytes of the database file that are held: a question about all contacts reads their rows in order. */
const CACHE = 64 * 1024;

/*
 * The other half of BackgroundQueries: a thread of its own, with a read-only connection. Each question sees what was
 * committed when it began.
 */
const connection = new BetterSqlite3(workerData as string, { readonly: true, fileMustExist: true });
connection.pragma(`cache_size = -${CACHE}`);

parentPort?.on('message', ({ id, sql, parameters }: BackgroundQuestion) => {
  parentPort?.postMessage({ id, ...answer(sql, parameters) } satisfies BackgroundAnswer);
});

function answer(sql: string, parameters: readonly unknown[]): { rows: unknown[] } | { problem: string } {
  try {
    return { rows: connection.prepare(sql).all(...parameters) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
