import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openApp } from '../../../packages/runtime/src/app';
import { readConfig } from '../../../packages/runtime/src/config';
import { silentLogger } from '../../../packages/runtime/src/shared';
import { runCommand, type CommandResult } from '../../support/run-command';
import { BY_HAND, hook } from '../../support/sample-workflows';

let folder: string;
let env: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercart-files-'));
  env = { AFTERCART_DATA: path.join(folder, 'data'), AFTERCART_LOG_LEVEL: 'silent' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...argv: string[]): Promise<CommandResult> => await runCommand(argv, env);

function write(name: string, content: unknown): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function exported(): Promise<any[]> {
  const { output } = await run('export:workflow', '--all');
  return JSON.parse(output);
}

test('what is imported comes out again as it went in, under the same id, and inactive', async () => {
  const one = {
    ...BY_HAND,
    id: 'by-hand',
    active: true,
    staticData: { seen: 1 },
    pinData: { Now: [] },
    meta: { a: 1 },
  };
  const imported = await run('import:workflow', `--input=${write('all.json', [one, { ...hook('x'), id: 'hook' }])}`);
  expect(imported).toEqual({ exitCode: 0, output: 'Successfully imported 2 workflows.\n', complaints: '' });

  const all = await exported();
  expect(all.map(({ id, active }) => [id, active])).toEqual(
    expect.arrayContaining([
      ['by-hand', false],
      ['hook', false],
    ]),
  );
  const { nodes, connections, settings, staticData, pinData, meta } = one;
  expect(all.find(({ id }) => id === 'by-hand')).toMatchObject({
    nodes,
    connections,
    settings,
    staticData,
    pinData,
    meta,
  });
});

test('who enters a ready-made journey, what ends it and what can be chosen for it travel in its file', async () => {
  const file = path.resolve(__dirname, '../../../workflows/feedback.json');
  const shipped = JSON.parse(readFileSync(file, 'utf8')) as { settings: object; meta: object };
  await run('import:workflow', `--input=${file}`);
  const [{ settings, meta }] = await exported();
  expect(settings).toEqual(shipped.settings);
  expect(settings.aftercart).toMatchObject({ entry: { days: 60 }, exit: [{ event: 'order.cancelled' }, {}] });
  expect(meta).toEqual(shipped.meta);
});

test('a single workflow is imported from a file of its own, and exported as a list of one', async () => {
  await run('import:workflow', '--input', write('one.json', { ...BY_HAND, id: 'by-hand' }));
  const file = path.join(folder, 'out.json');
  const { exitCode, output } = await run('export:workflow', '--id=by-hand', `--output=${file}`, '--pretty');
  expect([exitCode, output]).toEqual([0, 'Successfully exported 1 workflow.\n']);
  const text = readFileSync(file, 'utf8');
  expect(JSON.parse(text)).toMatchObject([{ id: 'by-hand', name: 'By hand' }]);
  expect(text).toContain('\n  {\n');
});

test('one file each goes out to a folder and comes in from it', async () => {
  await run(
    'import:workflow',
    '--input',
    write('all.json', [
      { ...BY_HAND, id: 'a' },
      { ...BY_HAND, id: 'b' },
    ]),
  );
  const backup = path.join(folder, 'backups/today');
  expect((await run('export:workflow', '--backup', `--output=${backup}`)).output).toBe(
    'Successfully exported 2 workflows.\n',
  );
  expect(readdirSync(backup).sort()).toEqual(['a.json', 'b.json']);

  env = { ...env, AFTERCART_DATA: path.join(folder, 'other') };
  expect((await run('import:workflow', '--separate', `--input=${backup}`)).output).toBe(
    'Successfully imported 2 workflows.\n',
  );
  expect((await exported()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
});

test('a workflow of the same id is replaced, and inactive from then on', async () => {
  await run('import:workflow', '--input', write('one.json', { ...hook('old'), id: 'hook' }));
  const app = await openApp(readConfig(env), { logger: silentLogger });
  await app.live.activate(1, 'hook');
  await app.close();

  await run('import:workflow', '--input', write('two.json', { ...hook('new'), id: 'hook', name: 'Replaced' }));

  expect(await exported()).toMatchObject([
    { id: 'hook', name: 'Replaced', active: false, nodes: [{ parameters: { path: 'new' } }] },
  ]);
});

test('a server that runs stops listening for what is replaced', async () => {
  env = { ...env, AFTERCART_PORT: '0', AFTERCART_DEMO: 'false' };
  await run('import:workflow', '--input', write('one.json', { ...hook('old'), id: 'hook' }));
  const app = await openApp(readConfig(env), { logger: silentLogger });
  const { url } = await app.start();
  env = { ...env, AFTERCART_PORT: new URL(url).port };
  await app.live.activate(1, 'hook');
  const call = async (): Promise<number> => (await fetch(`${url}/webhook/old`, { method: 'POST' })).status;
  expect(await call()).toBe(200);

  const { exitCode, complaints } = await run(
    'import:workflow',
    '--input',
    write('two.json', { ...hook('new'), id: 'hook' }),
  );

  expect([exitCode, complaints, await call()]).toEqual([0, '', 404]);
  await app.close();
});

test.each([
  ['a file that does not exist', 'nowhere.json', undefined, 'FILE_UNUSABLE'],
  ['a file that is no JSON', 'a.json', '{"name":', 'FILE_UNUSABLE'],
  ['a file that is no workflow', 'a.json', { name: 'x' }, 'WORKFLOW_INVALID'],
  ['a list with something else in it', 'a.json', [{ ...BY_HAND, id: 'good' }, 5], 'WORKFLOW_INVALID'],
])('%s is refused by name, and nothing is imported', async (_what, name, content, code) => {
  const file = content === undefined ? path.join(folder, name) : write(name, content);
  const { exitCode, output, complaints } = await run('import:workflow', `--input=${file}`);
  expect([exitCode, output]).toEqual([1, '']);
  expect(complaints).toMatch(new RegExp(`^${code}: .*${name}`));
  expect(await exported()).toEqual([]);
});

test('--separate wants a folder', async () => {
  const { exitCode, complaints } = await run('import:workflow', '--separate', `--input=${write('one.json', BY_HAND)}`);
  expect([exitCode, complaints]).toEqual([2, expect.stringContaining('is a file')]);
});

test('an export of an unknown workflow or to an impossible place fails with a code', async () => {
  expect(await run('export:workflow', '--id=nobody')).toMatchObject({
    exitCode: 1,
    output: '',
    complaints: expect.stringMatching(/^WORKFLOW_NOT_FOUND: /),
  });
  const place = path.join(write('file.json', '{}'), 'below');
  expect(await run('export:workflow', '--all', `--output=${place}`)).toMatchObject({
    exitCode: 1,
    complaints: expect.stringMatching(/^FILE_UNUSABLE: /),
  });
});
