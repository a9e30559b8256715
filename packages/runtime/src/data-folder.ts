import { existsSync, mkdirSync, readdirSync } from 'node:fs';

import { CodedUserError, messageOf } from './shared';

/** Whether nothing has ever been stored in it. */
export function isNewFolder(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

/** @throws DATA_FOLDER_UNUSABLE */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CodedUserError('DATA_FOLDER_UNUSABLE', `The data folder ${folder} cannot be made: ${messageOf(error)}.`);
  }
}
