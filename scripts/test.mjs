/** `npm test`: builds what is missing (tests start the real server), then becomes Jest. */
import './node-24.mjs';

import { createRequire } from 'node:module';
import path from 'node:path';

import './build-missing.mjs';

const require = createRequire(import.meta.url);
const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin/jest.js');
process.argv.splice(1, 1, jest);
require(jest);
