import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openApp } from '../../../packages/runtime/src/app';
import { readConfig } from '../../../packages/runtime/src/config';
import { silentLogger } from '../../../packages/runtime/src/shared';
import { runCommand, type CommandResult } from '../../support/run-command';
import { BY_HAND, hook, TWO_DAYS, UNKNOWN_TYPE } from '../../support/sample-workflows';

const FAILING = {
  ...BY_HAND,
  nodes: [
    BY_HAND.nodes[0],
    {
      ...BY_HAND.nodes[1],
      type: 'n8n-nodes-base.stopAndError',
      typeVersion: 1,
      parameters: { errorMessage: 'No greeting' },
    },
  ],
};

let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercart-execute-'));
  env = { AFTERCART_DATA: path.join(folder, 'data'), AFTERCART_LOG_LEVEL: 'silent', AFTERCART_DEMO: 'false' };
  const file = path.join(folder, 'workflows.json');
  const workflows = { good: BY_HAND, failing: FAILING, waiting: TWO_DAYS, hook: hook('x'), unknown: UNKNOWN_TYPE };
  writeFileSync(file, JSON.stringify(Object.entries(workflows).map(([id, workflow]) => ({ ...workflow, id }))));
  expect(await runCommand(['import:workflow', `--input=${file}`], env)).toMatchObject({ exitCode: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...argv: string[]): Promise<CommandResult> => await runCommand(['execute', ...argv], env);

describe.each([['without a server'], ['beside a server']])('%s', (place) => {
  let stop: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    if (place === 'without a server') return;
    const app = await openApp(readConfig({ ...env, AFTERCART_PORT: '0' }), { logger: silentLogger });
    const { url } = await app.start();
    env = { ...env, AFTERCART_PORT: new URL(url).port };
    stop = async () => await app.close();
  });
  afterAll(async () => await stop());

  test('a workflow is run, and what each node did is printed as n8n prints it', async () => {
    const { exitCode, output, complaints } = await run('--id=good');
    expect([exitCode, complaints]).toEqual([0, '']);
    const [headline, rule, ...json] = output.split('\n');
    expect([headline, rule]).toEqual(['Execution was successful:', '====================================']);
    expect(JSON.parse(json.join('\n')).data.resultData.runData.Greet[0].data.main[0][0].json).toEqual({
      greeting: 'Hello',
    });
  });

  test('the raw output is JSON and nothing else', async () => {
    const { exitCode, output } = await run('--id=good', '--rawOutput');
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      finished: true,
      status: 'success',
      mode: expect.any(String),
      startedAt: expect.stringMatching(/Z$/),
      stoppedAt: expect.stringMatching(/Z$/),
      data: { resultData: { lastNodeExecuted: 'Greet' } },
    });
  });

  test('a workflow that fails ends with 1, and says why', async () => {
    const { exitCode, output } = await run('--id=failing');
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^Execution was NOT successful.*\nNODE_FAILED: .*No greeting/);

    const raw = await run('--id=failing', '--rawOutput');
    expect(raw.exitCode).toBe(1);
    expect(JSON.parse(raw.output)).toMatchObject({ status: 'error', finished: false });
    expect(JSON.parse(raw.output).data.resultData.error.message).toContain('No greeting');
  });

  test('a workflow that comes to a long wait is left waiting', async () => {
    const { exitCode, output } = await run('--id=waiting');
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/^Execution waits until \d{4}-/)]);
  });

  test.each([
    ['an unknown workflow', 'nobody', 'WORKFLOW_NOT_FOUND'],
    ['a workflow that only calls start', 'hook', 'WORKFLOW_HAS_NO_TRIGGER'],
    ['a workflow with an unknown node', 'unknown', 'NODE_TYPE_UNKNOWN'],
  ])('%s is refused with its code', async (_what, id, code) => {
    const { exitCode, output, complaints } = await run(`--id=${id}`);
    expect([exitCode, output]).toEqual([1, '']);
    expect(complaints).toMatch(new RegExp(`^${code}: `));
  });
});
