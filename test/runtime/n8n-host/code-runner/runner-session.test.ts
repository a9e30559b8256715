import type { INodeTypes } from 'n8n-workflow';

import { CodeRunner, type CodeRunnerOptions } from '../../../../packages/runtime/src/n8n-host/code-runner';
import { milliseconds, seconds, silentLogger } from '../../../../packages/runtime/src/shared';
import { codeNode, isAlive, runCode, until } from '../../../support/run-code';
import { loadNodesBase } from '../../../support/run-workflow';

jest.setTimeout(60_000); // real processes, on a machine that may be busy

/** `await` first: then it is not n8n's own watch over the code that ends it, it blocks the child. */
const ENDLESS = 'await 0; for (;;) {}';

let nodeTypes: INodeTypes;
let runner: CodeRunner;

beforeAll(async () => {
  nodeTypes = await loadNodesBase();
});
afterEach(() => runner.stop());

function start(options: Partial<CodeRunnerOptions> = {}): void {
  runner = new CodeRunner({ nodeTypes, logger: silentLogger, options });
}
const run = (...args: Parameters<typeof runCode> extends [unknown, ...infer Rest] ? Rest : never) =>
  runCode({ nodeTypes, runner }, ...args);

describe('the code runner', () => {
  test('starts its process at the first task and ends it when it has been idle', async () => {
    start({ idleAfter: milliseconds(100) });
    expect(runner.status()).toEqual({ state: 'idle', pid: undefined, running: 0, waiting: 0, startedProcesses: 0 });

    await run('return []');
    const { state, pid } = runner.status();
    expect(state).toBe('ready');
    await until(() => !isAlive(pid!));

    expect(runner.status()).toMatchObject({ state: 'idle', pid: undefined });
    expect((await run('return [{ isBack: true }]')).items).toEqual([{ isBack: true }]);
    expect(runner.status().startedProcesses).toBe(2);
  });

  test('counts as idle although its process goes on offering to work', async () => {
    start({ idleAfter: seconds(6) }); // it renews its offers after five seconds
    await run('return []');
    const { pid } = runner.status();
    await until(() => !isAlive(pid!));

    expect(runner.status()).toMatchObject({ state: 'idle', pid: undefined });
  });

  test.each(['for (;;) {}', ENDLESS, 'await new Promise(() => {})'])(
    'stops code that never ends (%s), and the next task works',
    async (code) => {
      start({ taskTimeout: seconds(2) });
      const { error } = await run(code);

      expect(error).toMatchObject({ code: 'CODE_RUNNER_TIMEOUT' });
      expect(error?.message).toContain('took longer than 2 seconds');
      expect((await run('return [{ isFine: true }]')).items).toEqual([{ isFine: true }]);
      expect(runner.status().startedProcesses).toBe(2);
    },
  );

  test('goes on with error items after a timeout where the node continues on errors', async () => {
    start({ taskTimeout: seconds(2) });
    const continuing = { onError: 'continueRegularOutput' } as const;
    const forAll = await run(codeNode(ENDLESS, continuing));
    const forEach = await run(codeNode(ENDLESS, continuing, { mode: 'runOnceForEachItem' }), {
      items: [{ json: {} }, { json: {} }],
    });

    expect(forAll.error ?? forEach.error).toBeUndefined();
    expect([forAll.items.length, forEach.items.length]).toEqual([1, 2]);
    expect(forEach.items[1]?.error).toContain('took longer than 2 seconds');
  });

  test('runs the innocent neighbours of endless code again', async () => {
    start({ taskTimeout: seconds(2) });
    const endless = run(ENDLESS);
    const neighbours = [1, 2, 3].map((id) => run(`return [{ id: ${id} }]`));

    expect((await endless).error).toMatchObject({ code: 'CODE_RUNNER_TIMEOUT' });
    expect((await Promise.all(neighbours)).map(({ items }) => items)).toEqual([[{ id: 1 }], [{ id: 2 }], [{ id: 3 }]]);
  });

  test('fails what it had in hand when its process is killed, and recovers', async () => {
    start();
    const slow = run('await new Promise((resolve) => setTimeout(resolve, 5000)); return []');
    await until(() => runner.status().running === 1);
    const { pid } = runner.status();
    process.kill(pid!, 'SIGKILL');
    const { error } = await slow;

    expect(error).toMatchObject({ code: 'CODE_RUNNER_FAILED' });
    expect(error?.message).toBe('The code of node "Code" could not be run to its end: its process ended (SIGKILL).');
    expect((await run('return [{ isBack: true }]')).items).toEqual([{ isBack: true }]);
    expect(runner.status().pid).not.toBe(pid);
  });

  test('says so when code needs more memory than it may have', async () => {
    start({ memoryMegabytes: 96 });
    const { error } = await run('const all = []; for (;;) all.push(new Array(1e6).fill(all.length))');

    expect(error).toMatchObject({ code: 'CODE_RUNNER_FAILED' });
    expect(error?.message).toContain('ran out of memory (96 MB)');
  });

  test('refuses a result, and data, that are larger than a message may be', async () => {
    start({ maxMessageMegabytes: 1 });
    const { error: result } = await run("return [{ text: 'x'.repeat(2e6) }]");
    const { error: data } = await run('return items', { items: [{ json: { text: 'x'.repeat(2e6) } }] });

    expect(result?.message).toContain('its result is larger than 1 MB');
    expect(data?.message).toContain('its data cannot be sent (it is larger than 1 MB)');
    expect((await run('return [{ isFine: true }]')).items).toEqual([{ isFine: true }]);
  });

  test('survives code that throws in a timer or forgets a promise that fails', async () => {
    start();
    const code = `
      setTimeout(() => { throw new Error('late') }, 1);
      Promise.reject(new Error('forgotten'));
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [{ isFine: true }]`;

    expect((await run(code)).items).toEqual([{ isFine: true }]);
    expect((await run('return [{ isFine: true }]')).items).toEqual([{ isFine: true }]);
    expect(runner.status().startedProcesses).toBe(1);
  });

  test('holds no more tasks at once than it may', async () => {
    start({ concurrency: 2 });
    const tasks = Array.from({ length: 6 }, () => run('await new Promise((r) => setTimeout(r, 100)); return []'));
    await until(() => runner.status().running === 2);

    expect(runner.status()).toMatchObject({ running: 2, waiting: 4 });
    await Promise.all(tasks);
  });

  test('ends with its process gone, failing what is in hand and what comes later', async () => {
    start({ concurrency: 1 });
    const tasks = [run('await new Promise(() => {})'), run('return []')];
    await until(() => runner.status().running === 1);
    const { pid } = runner.status();
    await runner.stop();

    expect(isAlive(pid!)).toBe(false);
    for (const { error } of [...(await Promise.all(tasks)), await run('return []')]) {
      expect(error).toMatchObject({ code: 'CODE_RUNNER_FAILED' });
      expect(error?.message).toContain('the server is shutting down');
    }
    expect(runner.status()).toMatchObject({ state: 'stopped', pid: undefined, running: 0, waiting: 0 });
  });

  test('fails those who wait when its process does not come up', async () => {
    start({ startTimeout: milliseconds(50) });
    const outcomes = await Promise.all([run('return []'), run('return []')]);

    for (const { error } of outcomes) {
      expect(error).toMatchObject({ code: 'CODE_RUNNER_FAILED' });
      expect(error?.message).toContain('the process for it did not start in time');
    }
    expect(runner.status()).toMatchObject({ state: 'idle', waiting: 0 });
  });
});
