import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { journeyOf, mail, onEvents } from '../../support/journey';
import { runCommand } from '../../support/run-command';

jest.setTimeout(180_000);

const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-crowd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const journey = file('journey.json', JSON.stringify(journeyOf([onEvents('order.placed'), mail('Hi')])));
const settings = file('crowd.yaml', 'days: 16\nhabits: { purchases: 0 }\n');

test('an operator sends a crowd through a workflow in a file, and hears how far it is', async () => {
  const args = ['simulate', journey, '--crowd=10', '--seed=3', `--settings=${settings}`];
  const { exitCode, output, complaints } = await runCommand(args);
  expect(exitCode).toBe(0);
  expect(output).toContain('10 contacts, 16 days, seed 3: 10 entered, 10 times in all');
  expect(output).toContain('Every branch is taken.');
  expect(output).toContain('Mail: sent 10');
  expect(complaints).toContain('10 of 10 contacts');
  const { output: json } = await runCommand([...args, '--json']);
  expect(JSON.parse(json)).toMatchObject({ contacts: 10, seed: 3, deadBranches: [], messages: { sent: 10 } });
});

test('a call that asks for both or for neither, and a crowd that is none, are told what to write', async () => {
  expect((await runCommand(['simulate', journey])).exitCode).toBe(2);
  expect((await runCommand(['simulate', journey, '--crowd=10', `--scenario=${settings}`])).exitCode).toBe(2);
  const none = await runCommand(['simulate', journey, '--crowd=many']);
  expect([none.exitCode, none.complaints]).toEqual([1, expect.stringContaining('SCENARIO_INVALID')]);
  const torn = await runCommand(['simulate', journey, '--crowd=10', `--settings=${file('torn.yaml', 'days: [')}`]);
  expect([torn.exitCode, torn.complaints]).toEqual([1, expect.stringContaining('FILE_UNUSABLE')]);
});
