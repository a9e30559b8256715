import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

/** The repository's top folder; every path in this file is relative to it. */
export const root = path.resolve(import.meta.dirname, '../..');

const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);
const tsc = resolve('typescript/bin/tsc');
const vite = path.join(path.dirname(resolve('vite/package.json')), 'bin/vite.js');

/**
 * One thing that is built.
 *
 * @typedef {object} Target
 * @property {string} name what the operator reads while it is built
 * @property {string[]} sources files and folders that it is made of
 * @property {string} output the folder that holds the result and nothing else
 * @property {() => Promise<void>} build makes `output`; rejects with the compiler's complaint
 */

/** @type {Target[]} */
export const targets = [
  {
    name: 'nodes',
    sources: ['nodes', 'credentials', 'icons', 'tsconfig.json', 'tsconfig.base.json'],
    output: 'dist',
    async build() {
      await node(tsc, '--project', '.');
      await Promise.all(['nodes', 'credentials', 'icons'].map((folder) => copyAssets(folder, `dist/${folder}`)));
    },
  },
  {
    name: 'runtime',
    sources: ['packages/runtime/src', 'packages/runtime/tsconfig.json', 'tsconfig.base.json'],
    output: 'packages/runtime/dist',
    async build() {
      await node(tsc, '--project', 'packages/runtime');
      await copyAssets('packages/runtime/src', 'packages/runtime/dist');
    },
  },
  {
    name: 'editor',
    sources: [
      'packages/editor-ui/src',
      'packages/editor-ui/public',
      'packages/editor-ui/index.html',
      'packages/editor-ui/vite.config.ts',
      'packages/editor-ui/tsconfig.json',
      'tsconfig.base.json',
    ],
    output: 'packages/editor-ui/dist',
    async build() {
      await node(vite, 'build', 'packages/editor-ui', '--logLevel', 'warn');
    },
  },
  {
    name: 'site script',
    sources: [
      'packages/site-script/src',
      'packages/site-script/vite.config.ts',
      'packages/site-script/vite.worker.config.ts',
      'packages/site-script/tsconfig.json',
      'tsconfig.base.json',
    ],
    output: 'packages/site-script/dist',
    async build() {
      await node(vite, 'build', 'packages/site-script', '--logLevel', 'warn');
      await node(
        vite,
        'build',
        'packages/site-script',
        '--config',
        'packages/site-script/vite.worker.config.ts',
        '--logLevel',
        'warn',
      );
    },
  },
];

/**
 * Runs a JavaScript program with the Node that runs this script.
 *
 * @param {string[]} programAndArguments
 */
async function node(...programAndArguments) {
  try {
    await run(process.execPath, programAndArguments, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${stdout}${stderr}`.trim() || String(error), { cause: error });
  }
}

/**
 * Copies what the compiler leaves behind: icons, codex files, templates.
 *
 * @param {string} from
 * @param {string} to
 */
async function copyAssets(from, to) {
  await cp(path.join(root, from), path.join(root, to), {
    recursive: true,
    filter: (file) => !/\.tsx?$/.test(file),
  });
}
