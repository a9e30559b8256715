import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export const repository = path.resolve(__dirname, '../..');

const BUILD = `
  import { buildTargets } from './scripts/build/build-targets.mjs';
  import { isStale } from './scripts/build/freshness.mjs';
  import { targets } from './scripts/build/targets.mjs';
  const nodes = targets.filter(({ name }) => name === 'nodes');
  if (await isStale(nodes[0])) await buildTargets(nodes);
`;

/** Builds the nodes' package into dist/ where it is older than its sources. */
export async function buildNodes(): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', BUILD], { cwd: repository });
}
