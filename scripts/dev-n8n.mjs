/**
 * `npm run dev:n8n`: a stock n8n with our nodes in it, and an Aftercart server as their hub. Ends on Ctrl-C, or when one
 * of the two ends.
 */
import './end-with-npm.mjs';
import './node-24.mjs';

import { createRequire } from 'node:module';

import './run-typescript.mjs';

/** @type {typeof import('./stock-n8n/main.ts')} */
const { main } = createRequire(import.meta.url)('./stock-n8n/main.ts');

await main({
  build: async () => {
    await import('./build-missing.mjs');
  },
});
