import type { INode } from 'n8n-workflow';

import { runErrorOf } from '../../../../packages/runtime/src/engine/run-error';
import { decodeState, encodeState } from '../../../../packages/runtime/src/engine/state-codec';
import { showPruned } from '../../../../packages/runtime/src/engine/state/pruned-output';
import { bareContext } from '../../../../packages/runtime/src/engine/state/state-context';
import { makeStartState } from '../../../../packages/runtime/src/n8n-host';
import { startEngine, type TestEngine } from '../../../support/start-engine';

const NOTHING_KEPT = { isKept: () => false, isTokenKept: false };

describe('an output that was not kept over a wait', () => {
  let server: TestEngine;
  beforeAll(async () => (server = await startEngine()));
  afterAll(async () => await server.close());

  test.each([
    "={{ $('Name').item.json.name }}",
    "={{ $('Name').first().json.name ?? 'customer' }}",
    '={{ $node["Name"].json.name }}',
    "={{ $('Name').all().map((item) => item.json.name).join() }}",
    "={{ JSON.stringify($('Name').first().json) }}",
    "={{ [...$('Name').all()].filter((item) => Object.keys(item.json).length > 0).length }}",
  ])('fails whoever reads it, and never reads as nothing: %s', async (value) => {
    const version = versionOf(value);
    const run = async (state: ReturnType<typeof makeStartState>, isResumed: boolean) => {
      const executeWorkflow = () => Promise.reject(new Error('no sub-workflows here'));
      const common = { version, executionId: 1, mode: 'trigger' as const, hub: undefined, executeWorkflow };
      return (await server.host.run({ ...common, state, isResumed })).run;
    };
    const waiting = await run(makeStartState({ node: 'Start', items: [[{ json: {} }]] }), false);
    const context = { ...bareContext(version), wakeAt: 1 };
    const rested = encodeState(waiting.data, context, NOTHING_KEPT);
    const ended = await run(decodeState(rested, context), true);
    expect(ended.status).toBe('error');
    expect(runErrorOf(ended)).toMatchObject({ code: 'OUTPUT_NOT_KEPT', message: expect.stringContaining('"Name"') });
  });

  test('is shown as missing, with a hint', async () => {
    const version = versionOf('x');
    const context = bareContext(version);
    const state = makeStartState({ node: 'Start', items: [[{ json: {} }]] });
    const main = [[{ json: { name: 'Dana' }, pairedItem: { item: 0 } }]];
    const task = { startTime: 1, executionTime: 1, executionIndex: 0, source: [], hints: [], data: { main } };
    state.resultData.runData = { Name: [task] };
    const [shown] = showPruned(decodeState(encodeState(state, context, NOTHING_KEPT), context)).resultData.runData
      .Name!;
    expect(shown!.data!.main).toEqual([[{ json: {}, pairedItem: { item: 0 } }]]);
    expect(shown!.hints).toEqual([expect.objectContaining({ message: expect.stringContaining('not kept') as string })]);
  });
});

function versionOf(value: string) {
  const set = (assigned: string) => ({
    assignments: { assignments: [{ id: '1', name: 'name', type: 'string', value: assigned }] },
    options: {},
  });
  const nodes = [
    { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
    { name: 'Name', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: set('Dana') },
    { name: 'Other', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: set('x') },
    { name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 1, unit: 'days' } },
    { name: 'Greet', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: set(value) },
  ].map((node, index): INode => ({ id: `${index}`, position: [0, 0], ...node }));
  const connections = Object.fromEntries(
    nodes
      .slice(1)
      .map(({ name }, index) => [nodes[index]!.name, { main: [[{ node: name, type: 'main' as const, index: 0 }]] }]),
  );
  const settings = { executionOrder: 'v1' as const };
  return { id: value, workspace: 1, workflow: 'w', name: 'Greeting', nodes, connections, settings };
}
