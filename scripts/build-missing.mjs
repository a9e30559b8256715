/** Builds what is older than its sources or was never built, and says nothing where that is nothing. */
import './node-24.mjs';

import { buildTargets } from './build/build-targets.mjs';
import { isStale } from './build/freshness.mjs';
import { targets } from './build/targets.mjs';

const stale = await Promise.all(targets.map(isStale));
const missing = targets.filter((_target, index) => stale[index]);
if (missing.length > 0) {
  try {
    await buildTargets(missing);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
