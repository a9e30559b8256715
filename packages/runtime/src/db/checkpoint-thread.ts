import { parentPort, workerData } from 'node:worker_threads';

import BetterSqlite3 from 'better-sqlite3';

/** Commits go on meanwhile: each pass leaves fewer pages for the next one. */
const PASSES = 3;

/*
 * The other half of Checkpoints: a thread of its own. It moves what stands in the write-ahead log into the database file
 * each time that it is asked to, and says when it has done so.
 */
const connection = new BetterSqlite3(workerData as string, { fileMustExist: true });

parentPort?.on('message', () => {
  for (let pass = 0; pass < PASSES; pass++) connection.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage('done');
});
