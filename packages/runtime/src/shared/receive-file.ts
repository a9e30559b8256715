import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { CodedUserError } from './errors';

const MIB = 1024 * 1024;

/**
 * Writes an upload to a file that only this user reads. What does not come whole leaves nothing.
 * @param largest bytes that it may have
 * @returns its bytes
 * @throws BODY_TOO_LARGE
 */
export async function receiveFile(upload: Readable, file: string, largest: number): Promise<number> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= largest) done(null, chunk);
      else done(new CodedUserError('BODY_TOO_LARGE', `The file is larger than ${largest / MIB} MiB. Split it.`));
    },
  });
  try {
    await pipeline(upload, counter, createWriteStream(file, { mode: 0o600 }));
    return bytes;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}
