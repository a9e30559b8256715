import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { TestClock } from '../../../packages/runtime/src/shared';

const DAY = 86_400_000;
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'aftercart-test-clock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a tester moves the clock of a server by writing into a file, and the server is told', async () => {
  const file = path.join(folder, 'ahead');
  const clock = new TestClock(file);
  expect(clock.now() - Date.now()).toBeLessThan(DAY);
  const moved = new Promise<void>((resolve) => clock.follow(resolve));
  try {
    writeFileSync(file, String(3 * DAY));
    await moved;
    expect(Math.round((clock.now() - Date.now()) / DAY)).toBe(3);
  } finally {
    clock.stop();
  }
});

test('a server that begins anew begins on the clock that was moved, and takes no nonsense for a time', () => {
  const file = path.join(folder, 'ahead');
  writeFileSync(file, String(DAY));
  expect(Math.round((new TestClock(file).now() - Date.now()) / DAY)).toBe(1);
  writeFileSync(file, 'tomorrow');
  expect(Math.round((new TestClock(file).now() - Date.now()) / DAY)).toBe(0);
});
