/** `npm start`: builds what is missing, then becomes `aftercart start` (one process, so that signals reach the server). */
import './end-with-npm.mjs';
import './node-24.mjs';

import { createRequire } from 'node:module';
import path from 'node:path';

import './build-missing.mjs';
import { root } from './build/targets.mjs';

const aftercart = path.join(root, 'packages/runtime/bin/aftercart');
process.argv.splice(1, 1, aftercart, 'start');
createRequire(import.meta.url)(aftercart);
