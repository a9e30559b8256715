import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(__dirname, '../..');

interface Packed {
  readonly name: string;
  readonly filename: string;
}

/**
 * Packs the nodes as they would be published, and installs them where a stock n8n looks for community nodes: under its
 * user folder, in `.n8n/nodes/node_modules`. The nodes are built. @returns the folder of the installed package
 */
export async function installNodes(userFolder: string): Promise<string> {
  const nodes = path.join(userFolder, '.n8n/nodes');
  await mkdir(nodes, { recursive: true });
  const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', nodes];
  const [{ name, filename }] = JSON.parse(await npm(packing, root)) as [Packed];
  const installed = path.join(nodes, 'node_modules', name);
  await rm(installed, { recursive: true, force: true });
  // n8n writes down there what else it was told to install; without one npm would install into a folder above.
  const manifest = path.join(nodes, 'package.json');
  if (!existsSync(manifest)) await writeFile(manifest, '{ "name": "installed-nodes", "private": true }\n');
  // n8n hands its own n8n-workflow to the nodes: npm is not to fetch another one.
  const withoutPeers = ['--legacy-peer-deps', '--offline', '--ignore-scripts'];
  const unrecorded = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
  await npm(['install', `./${filename}`, ...withoutPeers, ...unrecorded], nodes);
  await rm(path.join(nodes, filename));
  return installed;
}

/** @returns what npm prints */
async function npm(arguments_: readonly string[], folder: string): Promise<string> {
  const { npm_execpath: script = '', ...env } = process.env;
  // Run by npm, the same npm goes on; its settings for this repository are not for other folders.
  const [program, ...first] = script.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm'];
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('npm_')));
  const { stdout } = await promisify(execFile)(program, [...first, ...arguments_], { cwd: folder, env: own });
  return stdout;
}
