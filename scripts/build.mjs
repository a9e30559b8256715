/** `npm run build`: removes what was built before and builds everything. */
import './node-24.mjs';

import { rm } from 'node:fs/promises';
import path from 'node:path';

import { buildTargets } from './build/build-targets.mjs';
import { root, targets } from './build/targets.mjs';

await Promise.all(targets.map((target) => rm(path.join(root, target.output), { recursive: true, force: true })));
try {
  await buildTargets(targets);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
