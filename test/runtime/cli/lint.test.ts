import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { journeyOf, mail, onEvents, wait } from '../../support/journey';
import { runCommand } from '../../support/run-command';

const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: object): string {
  const at = path.join(folder, name);
  writeFileSync(at, JSON.stringify(content));
  return at;
}

const clean = file('clean.json', journeyOf([onEvents('order.placed'), mail('Hi')]));
const endless = { name: 'Call', type: 'n8n-nodes-base.wait', parameters: { resume: 'webhook' } };
const warned = file('warned.json', journeyOf([onEvents('order.placed'), endless]));
const [start, after] = [onEvents('order.placed'), wait(1, 'days', { amount: '={{ $json.days + }}' })];
const broken = file('broken.json', journeyOf([start, after]));

test('a builder whose journeys are fine is told so, and one with warnings is not held up', async () => {
  expect(await runCommand(['lint', clean])).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('nothing to say'),
  });
  const { exitCode, output } = await runCommand(['lint', warned]);
  expect([exitCode, output]).toEqual([0, expect.stringMatching(/warning +WAIT_WITHOUT_MAXIMUM +"Call" waits/)]);
  expect((await runCommand(['lint', warned, '--strict'])).exitCode).toBe(1);
});

test('errors end with 1; of a file that is no workflow the others are looked at all the same', async () => {
  expect((await runCommand(['lint', broken])).exitCode).toBe(1);
  file('torn.json', { name: 'Torn', nodes: [], connections: { Gone: { main: [] } } });
  const { exitCode, output } = await runCommand(['lint', folder, '--json']);
  expect(exitCode).toBe(1);
  const codes = (JSON.parse(output) as Array<{ file: string; findings: Array<{ code: string; node: string }> }>).map(
    (each) => [path.basename(each.file), ...each.findings.map(({ code }) => code)],
  );
  expect(codes).toEqual([
    ['broken.json', 'EXPRESSION_INVALID'],
    ['clean.json'],
    ['torn.json', 'CONNECTION_BROKEN'],
    ['warned.json', 'WAIT_WITHOUT_MAXIMUM'],
  ]);
});

test('a builder asks for languages that every message has to be written in', async () => {
  const { output } = await runCommand(['lint', clean, '--languages=en,he']);
  expect(output).toMatch(/LANGUAGE_MISSING .*"he"/);
});

test('a folder without workflows and a call without one are told apart from clean ones', async () => {
  expect((await runCommand(['lint', path.join(folder, 'nowhere')])).exitCode).toBe(1);
  expect((await runCommand(['lint'])).exitCode).toBe(2);
});
