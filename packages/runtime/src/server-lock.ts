import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import BetterSqlite3 from 'better-sqlite3';

import { CodedUserError } from './shared';

/** What the server that works on a data folder says of itself there, for commands and for a second server. */
export interface RunningServer {
  readonly pid: number;
  readonly url: string;
}

/** The server that is running on this data folder; undefined where there is none. */
export function findRunningServer(dataFolder: string): RunningServer | undefined {
  const release = tryLock(dataFolder);
  if (!release) return JSON.parse(readFileSync(noteIn(dataFolder), 'utf8')) as RunningServer;
  release();
  return undefined;
}

/**
 * Claims a data folder for this process. Two servers on one SQLite file would send everything twice.
 * @throws DATA_FOLDER_IN_USE
 * @returns gives the folder up again; the death of the process does so too
 */
export function lockDataFolder(dataFolder: string, url: string): () => void {
  const release = tryLock(dataFolder);
  if (!release) {
    throw new CodedUserError(
      'DATA_FOLDER_IN_USE',
      `Another server works on ${dataFolder}. Stop it, or set AFTERCART_DATA to another folder.`,
    );
  }
  writeFileSync(noteIn(dataFolder), `${JSON.stringify({ pid: process.pid, url })}\n`);
  return () => {
    rmSync(noteIn(dataFolder), { force: true });
    release();
  };
}

const noteIn = (dataFolder: string): string => path.join(dataFolder, 'server.json');

/**
 * Node has no file locks, but SQLite takes the kernel's: they end with the process however it dies, and no id of a
 * dead process is ever mistaken for a living one.
 */
function tryLock(dataFolder: string): (() => void) | undefined {
  const lock = new BetterSqlite3(path.join(dataFolder, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
