import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../free-port';
import { answers } from './answers';

/** Memory that looks like a disk; containers often have little of it. */
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 1024 ** 3;

/** What a server needs that nobody pulls the plug on, and that forgets everything at its end. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

/**
 * Starts a Postgres of its own on a free port; it ends with this process, and leaves nothing behind.
 * @returns its address, or undefined where Postgres is not installed
 */
export async function startPostgres(): Promise<string | undefined> {
  const programs = folderOfPrograms();
  if (programs === undefined) return undefined;
  const folder = mkdtempSync(path.join(hasEnoughMemory() ? MEMORY : tmpdir(), 'aftercart-postgres-'));
  const as = otherThanRoot();
  if (as) chownSync(folder, as.uid, as.gid);
  const run = (program: string, ...args: string[]): void => {
    execFileSync(path.join(programs, program), args, { ...as, cwd: folder, stdio: 'ignore' });
  };

  run('initdb', '--no-sync', '--auth', 'trust', '--username', 'postgres', '--pgdata', folder);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const server = spawn(path.join(programs, 'postgres'), ['-D', folder, ...settings], {
    ...{ ...as, cwd: folder, stdio: 'ignore' },
  });
  server.unref();
  process.once('exit', () => {
    if (server.exitCode === null) run('pg_ctl', '-D', folder, '-m', 'fast', '-w', 'stop');
    rmSync(folder, { recursive: true, force: true });
  });

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await answers(url)) return url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The Postgres in ${programs} does not answer at ${url}.`);
}

function hasEnoughMemory(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ENOUGH_BYTES;
}

function folderOfPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter(Number.isFinite) : [];
  if (versions.length > 0) return path.join(debian, String(Math.max(...versions)), 'bin');
  try {
    return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined; // Not installed.
  }
}

/** Postgres refuses to run as root. */
function otherThanRoot(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (...flags: string[]): number => Number(execFileSync('id', [...flags, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
