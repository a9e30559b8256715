import type { INodeTypes } from 'n8n-workflow';

import { CodeRunner } from '../../../../packages/runtime/src/n8n-host/code-runner';
import { silentLogger, type Logger } from '../../../../packages/runtime/src/shared';
import { codeNode, runCode, START } from '../../../support/run-code';
import { chainOf, itemsOf, loadNodesBase, runWorkflow } from '../../../support/run-workflow';

jest.setTimeout(60_000); // real processes, on a machine that may be busy

const SET = {
  name: 'Customer',
  type: 'n8n-nodes-base.set',
  typeVersion: 3.4,
  parameters: { mode: 'raw', jsonOutput: '{"name":"Anna","spent":[{"sum":5},{"sum":90}]}' },
};

let nodeTypes: INodeTypes;
let runner: CodeRunner;
const lines: object[] = [];
const logger: Logger = { ...silentLogger, debug: (facts) => void lines.push(facts) };

beforeAll(async () => {
  nodeTypes = await loadNodesBase();
  runner = new CodeRunner({ nodeTypes, logger });
});
afterAll(() => runner.stop());

const run = (...args: Parameters<typeof runCode> extends [unknown, ...infer Rest] ? Rest : never) =>
  runCode({ nodeTypes, runner }, ...args);
const orders = (count: number) => Array.from({ length: count }, (_, id) => ({ json: { id, total: id * 2 } }));
const forEachItem = (code: string) => codeNode(code, {}, { mode: 'runOnceForEachItem' });

describe('code that an automation builder writes', () => {
  test('sees all items at once and puts out as many as it likes', async () => {
    const { items } = await run('return [{ sum: $input.all().reduce((sum, { json }) => sum + json.total, 0) }]', {
      items: orders(4),
    });

    expect(items).toEqual([{ sum: 12 }]);
  });

  test('runs once for each item, 2,500 of them in their order and paired', async () => {
    const { items, run: done } = await run(forEachItem('return { id: $json.id, half: item.json.total / 2 }'), {
      items: orders(2_500),
    });

    expect(items).toHaveLength(2_500);
    expect(items[1_700]).toEqual({ id: 1_700, half: 1_700 });
    expect(done.data.resultData.runData.Code?.[0]?.data?.main?.[0]?.[2_499]?.pairedItem).toEqual({ item: 2_499 });
  });

  test('takes 1,000 items at once', async () => {
    const { items } = await run('return items.map(({ json }) => ({ json: { ...json, isSeen: true } }))', {
      items: orders(1_000),
    });

    expect(items).toHaveLength(1_000);
    expect(items[999]).toEqual({ id: 999, total: 1_998, isSeen: true });
  });

  test('reads the nodes before it, by name, by parameter and by paired item', async () => {
    const code = `return [{
      first: $('Customer').first().json.name,
      all: $('Start').all().length,
      node: $node['Customer'].json.name,
      mode: $('Customer').params.mode,
      paired: $('Customer').item.json.name,
      before: $prevNode.name,
      isExecuted: $('Customer').isExecuted,
    }]`;
    const { items, error } = await run(code, { before: [SET] });

    expect(error).toBeUndefined();
    expect(items).toEqual([
      { first: 'Anna', all: 1, node: 'Anna', mode: 'raw', paired: 'Anna', before: 'Customer', isExecuted: true },
    ]);
  });

  test('has luxon, $now in the zone of the workflow, JMESPath and the run itself at hand', async () => {
    const workflow = chainOf(
      nodeTypes,
      [
        START,
        SET,
        codeNode(`return [{
          date: DateTime.fromISO('2026-03-27T10:00:00Z').plus({ days: 1 }).toISODate(),
          zone: $now.zoneName,
          today: $today.hour,
          sums: $jmespath($input.first().json, 'spent[*].sum'),
          execution: $execution.id,
          mode: $execution.mode,
          resumeUrl: $execution.resumeUrl,
          workflow: $workflow.name,
        }]`),
      ],
      { timezone: 'Asia/Jerusalem' },
    );
    const done = await runWorkflow(workflow, { additionalData: { startRunnerTask: runner.startTask } });
    const token = done.data.resumeToken ?? '';

    expect(itemsOf(done, 'Code')).toEqual([
      {
        date: '2026-03-28',
        zone: 'Asia/Jerusalem',
        today: 0,
        sums: [5, 90],
        execution: 'execution-1',
        mode: 'production',
        resumeUrl: `http://127.0.0.1/webhook-waiting/execution-1?signature=${token}`,
        workflow: 'Chain',
      },
    ]);
  });

  test('stops the run with its message and line where it throws', async () => {
    const { error, run: done } = await run("const a = 1;\nthrow new TypeError('no address');");

    expect(done.data.resultData.lastNodeExecuted).toBe('Code');
    expect(error).toMatchObject({ message: 'no address [line 2]', description: 'TypeError', lineNumber: 2 });
  });

  test('goes on with an error item where its node continues on errors', async () => {
    const code = "if ($json.id === 1) throw new Error('bad order'); return { id: $json.id }";
    const node = codeNode(code, { onError: 'continueRegularOutput' }, { mode: 'runOnceForEachItem' });
    const { items, error } = await run(node, { items: orders(3) });

    expect(error).toBeUndefined();
    expect(items).toEqual([{ id: 0 }, { error: 'bad order [line 1]' }, { id: 2 }]);
  });

  test('is told when it returns something that is no item', async () => {
    const { error } = await run('return 5');

    expect(error).toMatchObject({ message: "Code doesn't return items properly" });
  });

  test('writes its console into our log', async () => {
    await run("console.log('spent', { sum: 5 }); return []");

    expect(lines).toContainEqual({
      workflow: 'workflow-1',
      execution: 'execution-1',
      node: 'Code',
      output: ["'spent'", '{"sum":5}'],
    });
  });

  test('keeps static data between two executions and leaves that of others alone', async () => {
    const workflow = chainOf(nodeTypes, [
      START,
      codeNode(`
        const own = $getWorkflowStaticData('node'); own.runs = (own.runs ?? 0) + 1;
        const shared = $getWorkflowStaticData('global'); shared.last = { runs: own.runs };
        $execution.customData.set('runs', String(own.runs));
        return [{ runs: own.runs }]`),
    ]);
    workflow.getStaticData('node', workflow.getNode('Start')!).cursor = 'page 7';
    const additionalData = { startRunnerTask: runner.startTask };
    await runWorkflow(workflow, { additionalData });
    const second = await runWorkflow(workflow, { additionalData });

    expect(itemsOf(second, 'Code')).toEqual([{ runs: 2 }]);
    expect(second.data.resultData.metadata).toEqual({ runs: '2' });
    expect(JSON.parse(JSON.stringify(workflow.staticData))).toEqual({
      'node:Start': { cursor: 'page 7' },
      'node:Code': { runs: 2 },
      global: { last: { runs: 2 } },
    });
    expect(workflow.staticData.__dataChanged).toBe(true);
  });

  test('in Python is refused with what to do about it', async () => {
    const node = codeNode('', {}, { language: 'pythonNative', pythonCode: 'return []' });
    const { error } = await run(node);

    expect(error).toMatchObject({ code: 'CODE_LANGUAGE_UNSUPPORTED' });
    expect(error?.message).toContain('Set its language to JavaScript');
  });

  test('sorts for the Sort node too', async () => {
    const workflow = chainOf(nodeTypes, [
      START,
      {
        name: 'Sort',
        type: 'n8n-nodes-base.sort',
        typeVersion: 1,
        parameters: { type: 'code', code: 'return b.json.id - a.json.id' },
      },
    ]);
    const done = await runWorkflow(workflow, {
      items: orders(3),
      additionalData: { startRunnerTask: runner.startTask },
    });

    expect(itemsOf(done, 'Sort').map(({ id }) => id)).toEqual([2, 1, 0]);
  });
});

test('20 executions at the same time all end with their own data', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, id) =>
      run('await new Promise((resolve) => setTimeout(resolve, 20)); return [{ id: $json.id }]', {
        items: [{ json: { id } }],
      }),
    ),
  );

  expect(all.map(({ items }) => items)).toEqual(Array.from({ length: 20 }, (_, id) => [{ id }]));
  expect(runner.status()).toMatchObject({ state: 'ready', running: 0, waiting: 0, startedProcesses: 1 });
});
