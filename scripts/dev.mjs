/**
 * `npm run dev`: the server with demo data in `.dev-data` and the editor on Vite's own port; both follow the sources.
 * Ends on Ctrl-C, or when one of its programs ends.
 */
import './end-with-npm.mjs';
import './node-24.mjs';

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

import './build-missing.mjs';
import { root } from './build/targets.mjs';

const { resolve } = createRequire(import.meta.url);
const tsc = resolve('typescript/bin/tsc');
const vite = path.join(path.dirname(resolve('vite/package.json')), 'bin/vite.js');
const watch = ['--watch', '--preserveWatchOutput'];

const children = [
  start('nodes', [tsc, '--project', '.', ...watch]),
  start('runtime', [tsc, '--project', 'packages/runtime', ...watch]),
  start('server', ['--watch', '--watch-preserve-output', 'packages/runtime/dist/main.js', 'start'], {
    AFTERCART_DATA: process.env.AFTERCART_DATA ?? path.join(root, '.dev-data'),
    AFTERCART_DEMO: process.env.AFTERCART_DEMO ?? 'true',
  }),
  start('editor', [vite, 'packages/editor-ui', '--clearScreen', 'false']),
];

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, stop);

/**
 * Runs a program with this Node and puts its name before every line that it prints.
 *
 * @param {string} name
 * @param {string[]} command
 * @param {Record<string, string>} [settings]
 */
function start(name, command, settings = {}) {
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(7)} | ${line}`));
  }
  child.on('exit', (code) => {
    console.log(`${name.padEnd(7)} | ended${code === null ? '' : ` with code ${code}`}`);
    stop();
  });
  return child;
}

function stop() {
  for (const child of children) child.kill('SIGTERM');
}
