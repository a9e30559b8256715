import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const BLOCK = Buffer.alloc(4096);

/** A disk of its own that can be filled up; undefined where this user may not mount one. @param size in MiB */
export function smallDisk(size: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined; // no right to, or not on Linux: the caller says so
  }
  const ballast = path.join(folder, 'ballast');

  return {
    folder,

    /** Leaves no block free. */
    fill(): void {
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },

    free: (): void => rmSync(ballast, { force: true }),

    remove(): void {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
