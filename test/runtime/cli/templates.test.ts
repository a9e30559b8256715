import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runCommand } from '../../support/run-command';

const data = mkdtempSync(path.join(tmpdir(), 'aftercart-templates-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
const env = {
  ...{ AFTERCART_DATA: data, AFTERCART_LOG_LEVEL: 'silent' },
  AFTERCART_TEMPLATES: path.join(__dirname, '../../fixtures/templates'),
};

test('an agency imports a ready-made journey from the terminal, in its language and with its settings', async () => {
  const imported = await runCommand(
    ['import:template', 'reminder', '--set', 'category=coffee', '--set=days=12', '--language', 'he'],
    env,
  );
  expect(imported.output).toMatch(/Imported "תזכורת" as workflow \w+\. It is inactive\./);
  const { output } = await runCommand(['export:workflow', '--all'], env);
  expect(JSON.parse(output)).toMatchObject([{ name: 'תזכורת', active: false }]);
  expect((await runCommand(['templates', 'list'], env)).output).toContain('"name": "reminder"');
}, 60_000);

test('a setting that is wrong is named, and nothing is imported', async () => {
  const { exitCode, complaints } = await runCommand(['import:template', 'reminder', '--set=days=soon'], env);
  expect([exitCode, complaints]).toEqual([1, expect.stringContaining('days has to be a number, not "soon"')]);
  expect((await runCommand(['import:template', 'reminder', '--set=days'], env)).exitCode).toBe(2);
}, 60_000);
