import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const HOUR = 3_600_000;

/** The clock of a server that is a process of its own: its days pass in moments. */
export function movableClock() {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-clock-'));
  const file = path.join(folder, 'ahead');
  writeFileSync(file, '0');
  return {
    /** What the server has to be started with. */
    env: { AFTERCART_TEST_CLOCK: file },

    /** Moves it on, whether or not the server runs. */
    pass({ days = 0, hours = 0 }: { readonly days?: number; readonly hours?: number }): void {
      writeFileSync(file, String(Number(readFileSync(file, 'utf8')) + (days * 24 + hours) * HOUR));
    },

    close: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
