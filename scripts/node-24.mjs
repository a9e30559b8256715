/** The first import of every script: goes on with Node 24 where npm runs on an older one. */
import { createRequire } from 'node:module';

/** @type {{ handOverToNode24: (file: string) => boolean }} */
const { handOverToNode24 } = createRequire(import.meta.url)('../packages/runtime/bin/node-24.cjs');

if (handOverToNode24(String(process.argv[1]))) {
  await new Promise(() => {
    // The other process does the work, and this one ends when it does.
  });
}
