/**
 * `npm run check`: everything about the code that can be said without running it. Continuous integration runs the
 * same. All steps run, so that one look shows all complaints; two at a time, because each keeps one core busy.
 */
import './node-24.mjs';

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

import { root } from './build/targets.mjs';

const { resolve } = createRequire(import.meta.url);
const tsc = resolve('typescript/bin/tsc');
const eslint = path.join(path.dirname(resolve('eslint/package.json')), 'bin/eslint.js');
const prettier = path.join(path.dirname(resolve('prettier/package.json')), 'bin/prettier.cjs');

/** The slowest first. @type {[name: string, ...command: string[]][]} */
const STEPS = [
  ['lint', eslint, '--max-warnings', '0', '.'],
  ['types of the tests', tsc, '--project', 'test'],
  ['types of the runtime', tsc, '--project', 'packages/runtime', '--noEmit', '--incremental', 'false'],
  ['types of the nodes', tsc, '--project', '.', '--noEmit', '--incremental', 'false'],
  ['types of the editor', tsc, '--project', 'packages/editor-ui'],
  ['types of the site script', tsc, '--project', 'packages/site-script'],
  ['types of the scripts', tsc, '--project', 'scripts'],
  ['types of the benchmarks', tsc, '--project', 'bench'],
  ['community node rules', eslint, '--config', 'eslint.community.config.mjs', 'nodes', 'credentials', 'package.json'],
  ['format', prettier, '--check', '--log-level', 'warn', '.'],
];

const waiting = [...STEPS];
let failed = 0;
await Promise.all([lane(), lane()]);
console.log(failed === 0 ? `All ${STEPS.length} checks passed` : `${failed} of ${STEPS.length} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function lane() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const [name, ...command] = step;
    const startedAt = Date.now();
    const { code, output } = await run(command);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${code === 0 ? '' : `\n${output}`}`);
    if (code !== 0) failed += 1;
  }
}

/**
 * @param {string[]} command
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
