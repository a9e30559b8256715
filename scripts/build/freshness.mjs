import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { root } from './targets.mjs';

/** @import { Target } from './targets.mjs' */

/**
 * Whether something of a target changed since it was last built, or it never was.
 *
 * @param {Target} target
 */
export async function isStale(target) {
  const builtAt = await changedAt(stampOf(target));
  if (builtAt === 0) return true;
  const changes = await Promise.all(target.sources.map((source) => newestChange(path.join(root, source))));
  return Math.max(...changes) > builtAt;
}

/**
 * Remembers that a target is as its sources were at an instant: what is saved during the build is built next time.
 *
 * @param {Target} target
 * @param {Date} startedAt
 */
export async function markBuilt(target, startedAt) {
  await writeFile(stampOf(target), '');
  await utimes(stampOf(target), startedAt, startedAt);
}

/** @param {Target} target */
function stampOf(target) {
  return path.join(root, target.output, '.built');
}

/**
 * When a file, or anything in a folder, last changed (epoch ms, 0 where there is none). Folders count, too: deleting a
 * file changes its folder.
 *
 * @param {string} place
 * @returns {Promise<number>}
 */
async function newestChange(place) {
  const own = await changedAt(place);
  if (own === 0 || !(await stat(place)).isDirectory()) return own;
  const entries = await readdir(place, { recursive: true });
  return Math.max(own, ...(await Promise.all(entries.map((entry) => changedAt(path.join(place, entry))))));
}

/** @param {string} place */
async function changedAt(place) {
  try {
    return (await stat(place)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
