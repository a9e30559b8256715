/**
 * Makes the dictionary that events and states are compressed with: `node scripts/train-dictionary.mjs`. It needs the
 * command `zstd`. What is stored can be read only with the dictionary that it was written with, so a new one gets a new
 * number in packages/runtime/src/shared/compression, and the old one stays.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { randomOf } from './dictionary/random.mjs';
import { samplePayload } from './dictionary/sample-payload.mjs';

const SAMPLES = 3000;
/** A larger one makes little smaller, and each call pays for loading it. */
const MOST_BYTES = 8192;

const target = path.resolve(import.meta.dirname, '../packages/runtime/src/shared/compression/dictionary-1.zstd');
const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-dictionary-'));
try {
  const random = randomOf(1);
  const files = Array.from({ length: SAMPLES }, (_, index) => path.join(folder, `${index}.json`));
  for (const file of files) {
    const { event: _event, ...payload } = samplePayload(random);
    writeFileSync(file, JSON.stringify(payload));
  }
  const list = path.join(folder, 'list.txt');
  writeFileSync(list, files.join('\n'));
  const output = ['-o', target, `--maxdict=${MOST_BYTES}`, '--dictID=1', '-f', '-q'];
  execFileSync('zstd', ['--train', `--filelist=${list}`, ...output], { stdio: 'inherit' });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
