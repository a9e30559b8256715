import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { CodedUserError, messageOf } from '../shared';

/**
 * A secret that outlives the process: the one that the environment gives, else the one in the data folder, which is
 * made there (readable by its owner only) the first time.
 * @param name the file's name in the data folder
 * @throws DATA_FOLDER_UNUSABLE
 */
export function loadSecret(dataFolder: string, name: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const file = path.join(dataFolder, name);
  try {
    if (existsSync(file)) {
      const stored = readFileSync(file, 'utf8').trim();
      if (stored.length >= 16) return stored;
      throw new Error('it is empty or too short');
    }
    const made = randomBytes(32).toString('base64url');
    writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    throw new CodedUserError('DATA_FOLDER_UNUSABLE', `${file} cannot be used: ${messageOf(error)}.`);
  }
}
