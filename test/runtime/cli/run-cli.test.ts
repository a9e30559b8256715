import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../../support/free-port';
import { runCommand } from '../../support/run-command';

test.each([[['--help']], [['-h']], [['help']]])('%j lists the commands', async (argv) => {
  const { exitCode, output } = await runCommand(argv);
  expect(exitCode).toBe(0);
  for (const command of ['start', 'import:workflow', 'export:workflow', 'execute', 'journey pause'])
    expect(output).toContain(`  ${command}`);
});

test('a command explains itself', async () => {
  const { exitCode, output } = await runCommand(['execute', '--help']);
  expect([exitCode, output]).toEqual([0, expect.stringContaining('execute --id=ID [--rawOutput]')]);
});

test.each([[['--version']], [['-v']], [['start', '--version']]])('%j prints the version', async (argv) => {
  expect(await runCommand(argv)).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test.each([
  ['no command', []],
  ['an unknown command', ['dance']],
  ['an unknown option', ['start', '--fast']],
  ['an option without its value', ['execute', '--id']],
  ['a flag with a value', ['export:workflow', '--all=yes']],
  ['an argument that is no option', ['execute', 'abc']],
  ['an execution of nothing', ['execute']],
  ['half a command', ['journey']],
  ['a pause of nothing', ['journey', 'pause']],
  ['a way to resume that nobody knows', ['journey', 'resume', '--id=1', '--waits=gladly']],
  ['an execution that is no number', ['journey', 'skip', '--execution=one']],
  ['an import from nowhere', ['import:workflow']],
  ['an export of nothing', ['export:workflow']],
  ['an export of all and of one', ['export:workflow', '--all', '--id=1']],
  ['one file each without a folder', ['export:workflow', '--all', '--separate']],
])('%s is a wrong call: exit code 2, with the usage', async (_what, argv) => {
  const { exitCode, output, complaints } = await runCommand(argv);
  expect([exitCode, output]).toEqual([2, '']);
  expect(complaints).toContain('Usage: aftercart <command>');
});

test('wrong settings are told with their code', async () => {
  const { exitCode, complaints } = await runCommand(['export:workflow', '--all'], { AFTERCART_PORT: 'many' });
  expect([exitCode, complaints]).toEqual([1, expect.stringMatching(/^CONFIG_INVALID: .*AFTERCART_PORT/)]);
});

test('start says what runs where, and ends when it is told to', async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'aftercart-cli-'));
  const port = String(await freePort());
  const settings = {
    AFTERCART_DATA: data,
    AFTERCART_PORT: port,
    AFTERCART_DEMO: 'false',
    AFTERCART_LOG_LEVEL: 'silent',
  };
  const { exitCode, output, complaints } = await runCommand(['start'], settings);
  expect([exitCode, complaints]).toEqual([0, '']);
  expect(output).toContain(`http://127.0.0.1:${port}`);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  rmSync(data, { recursive: true, force: true });
});
