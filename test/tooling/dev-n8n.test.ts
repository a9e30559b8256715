import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { findN8n } from '../../scripts/stock-n8n/find-n8n';
import { withHubCredential } from '../../scripts/stock-n8n/hub-credential';
import { nodesThatAsk } from '../../scripts/stock-n8n/nodes-that-ask';
import { buildNodes, repository } from '../support/build-nodes';

interface ImportedNode {
  readonly type: string;
  readonly credentials?: object;
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'aftercart-n8n-place-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder that n8n was installed in, as npm leaves it. @returns its program */
function install(version: string): string {
  const home = path.join(folder, 'node_modules/n8n');
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'n8n', version }));
  writeFileSync(path.join(home, 'bin/n8n'), '');
  return path.join(home, 'bin/n8n');
}

test('n8n is found by the folder, by its package, by its program, and by a link to it on the PATH', () => {
  const program = install('2.41.1');
  const bin = path.join(folder, 'node_modules/.bin');
  mkdirSync(bin);
  symlinkSync(program, path.join(bin, 'n8n'));
  for (const place of [folder, path.join(folder, 'node_modules/n8n'), program]) {
    expect(findN8n({ place })).toEqual({ program, version: '2.41.1' });
  }
  const searchPath = [path.join(folder, 'nothing'), bin].join(path.delimiter);
  expect(findN8n({ searchPath })).toEqual({ program, version: '2.41.1' });
});

test.each(['1.120.0', '2.37.9', '3.0.0'])('an n8n %s is not taken, and the one to install is named', (version) => {
  install(version);
  expect(() => findN8n({ place: folder })).toThrow(
    expect.objectContaining({ code: 'N8N_VERSION_UNSUITABLE', message: expect.stringContaining('n8n@2.41.1') }),
  );
});

test('a program that only has the name of n8n is none', () => {
  writeFileSync(path.join(folder, 'n8n'), '');
  expect(() => findN8n({ searchPath: folder })).toThrow(expect.objectContaining({ code: 'N8N_NOT_FOUND' }));
});

test('a contributor without n8n is told at once how to install it', async () => {
  const script = path.join(repository, 'scripts/dev-n8n.mjs');
  const env = { ...process.env, AFTERCART_N8N: folder };
  await expect(promisify(execFile)(process.execPath, [script], { env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^N8N_NOT_FOUND: .*npm install n8n@2\.41\.1/s),
  });
}, 30_000);

test('in an imported journey each node that asks the server has the credential, and no other', async () => {
  await buildNodes();
  const asking = await nodesThatAsk();
  const types = ['sendEmail', 'waitUntilDate', 'eventTrigger'].map((name) => `n8n-nodes-aftercart.${name}`);
  const nodes = [...types, 'n8n-nodes-base.set'].map((type): ImportedNode => ({ type }));
  const imported = withHubCredential({ nodes }, (type) => asking.has(type));
  expect(imported.nodes.map(({ credentials }) => Object.keys(credentials ?? {}))).toEqual([
    ['aftercartApi'],
    [],
    ['aftercartApi'],
    [],
  ]);
}, 60_000);
