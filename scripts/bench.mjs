/** `npm run bench -- <name>`: builds what is missing (the real server is measured), then becomes bench/main.ts. */
import './end-with-npm.mjs';
import './node-24.mjs';

import { createRequire } from 'node:module';

import './build-missing.mjs';
import './run-typescript.mjs';

createRequire(import.meta.url)('../bench/main.ts');
