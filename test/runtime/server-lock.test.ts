import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findRunningServer, lockDataFolder } from '../../packages/runtime/src/server-lock';

const RUNTIME = path.resolve(__dirname, '../../packages/runtime');

describe('one server on a data folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('an operator who starts a second server is told where the first one is', () => {
    expect(findRunningServer(folder)).toBeUndefined();
    const unlock = lockDataFolder(folder, 'http://127.0.0.1:5680');
    expect(findRunningServer(folder)).toEqual({ pid: process.pid, url: 'http://127.0.0.1:5680' });
    expect(() => lockDataFolder(folder, 'http://127.0.0.1:5681')).toThrow(
      expect.objectContaining({ code: 'DATA_FOLDER_IN_USE' }),
    );
    unlock();
    expect(findRunningServer(folder)).toBeUndefined();
    lockDataFolder(folder, 'http://127.0.0.1:5681')();
  });

  test('a server that was killed holds nobody up, though its note still lies there', async () => {
    const script = `require('${RUNTIME}/dist/server-lock.js').lockDataFolder(process.argv[1], 'http://x');
      console.log('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(findRunningServer(folder)).toMatchObject({ pid: child.pid });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
    expect(findRunningServer(folder)).toBeUndefined();
  });
});
