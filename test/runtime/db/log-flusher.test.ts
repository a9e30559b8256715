import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { LogFlusher } from '../../../packages/runtime/src/db/log-flusher';

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-'));
  log = path.join(folder, 'aftercart.sqlite-wal');
  closeSync(openSync(log, 'w'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('flushes that are asked for at once share one, after the one that is under way', async () => {
  const flusher = new LogFlusher(log);
  const first = flusher.flush();
  const second = flusher.flush();
  expect(second).not.toBe(first);
  expect(flusher.flush()).toBe(second);
  await Promise.all([first, second]);
  await expect(flusher.flush()).resolves.toBeUndefined();
  await flusher.close();
});

test('a flush that fails is an error, and every later one is', async () => {
  const flusher = new LogFlusher('/dev/full'); // a device that takes no flush
  await expect(flusher.flush()).rejects.toThrow(/EINVAL|EROFS/);
  await expect(flusher.flush()).rejects.toThrow(/EINVAL|EROFS/);
});
