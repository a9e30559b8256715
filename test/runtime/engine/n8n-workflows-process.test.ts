import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { serverProcess, type ServerProcess } from '../../support/server-process';
import { readWorkflow } from '../../support/start-engine';

const ROOT = path.resolve(__dirname, '../../..');

const LOAD_ALL = `
  require('reflect-metadata');
  const { NodeTypes } = require('./packages/runtime/dist/n8n-host/node-types.js');
  NodeTypes.load(process.cwd(), { now: () => 0 }).then((types) => {
    const failed = Object.keys(types.getKnownTypes()).filter((type) => {
      try { types.getByNameAndVersion(type); } catch (error) { return true; }
    });
    console.log(JSON.stringify({ count: Object.keys(types.getKnownTypes()).length, failed }));
    process.exit();
  });
`;

/** What Jest's module system stands in the way of is tested in a process of its own. */
describe('n8n workflows in the built server', () => {
  let server: ServerProcess;
  beforeAll(async () => (server = await serverProcess()), 60_000);
  afterAll(async () => await server.close());

  async function play(fixture: string) {
    const { id, name, nodes, connections, settings } = readWorkflow(fixture);
    await server.api('POST', '/workflows', { id, name, nodes, connections, settings });
    const { body } = await server.api('POST', `/workflows/${id}/run`);
    const deadline = Date.now() + 30_000;
    for (;;) {
      const { body: execution } = await server.api('GET', `/executions/${body.executionId}?includeData=true`);
      if (execution.stoppedAt !== null) return execution;
      if (Date.now() > deadline) throw new Error(`${fixture} is still ${execution.status}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test('Merge answers questions in SQL over its inputs', async () => {
    const { status, data } = await play('merge/sql');
    expect(status).toBe('success');
    const items: Array<{ json: object }> = data.resultData.runData.Result[0].data.main[0];
    expect(items.map(({ json }) => json)).toEqual([
      { name: 'Dana', city: 'Haifa' },
      { name: 'Omar', city: 'Jaffa' },
    ]);
  });

  test.each(['code/all', 'wait/seconds', 'transform/files', 'sub/call-inline'])('%s succeeds', async (fixture) => {
    expect((await play(fixture)).status).toBe('success');
  });

  test('every node type of n8n-nodes-base can be loaded', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', LOAD_ALL], { cwd: ROOT, timeout: 90_000 });
    const { count, failed } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { count: number; failed: string[] };
    expect(failed).toEqual([]);
    expect(count).toBeGreaterThan(440);
  }, 100_000);
});
