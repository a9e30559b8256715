import { NodeHelpers, type INode, type INodeTypes } from 'n8n-workflow';

import { SplitBySalesData } from '../../../nodes/SplitBySalesData/SplitBySalesData.node';
import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const placed = { event: { type: 'order.placed', occurredAt: '2026-11-20T08:00:00.000Z' }, contact: { id: 7 } };
const values = [
  { name: 'Bought again', measure: 'count', operator: 'gte', value: 2 },
  { name: 'Completed', filters: { statuses: ['completed'] } },
];
const split = (parameters: INode['parameters'] = {}, more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('splitBySalesData', { branches: { values }, ...parameters }, more));

test('a contact takes the first output that holds, and the item stays as it was', async () => {
  const hub = new RecordingHub(() => ({ count: 3 }));
  const run = await enter(split(), hub, [placed]);

  const outputs = outputsOf(run);
  expect(outputs.map((items) => items.length)).toEqual([1, 0, 0]);
  expect(outputs[0]![0]).toEqual({ json: placed, pairedItem: { item: 0 } });
  expect(hub.questions).toEqual([{ contact: { id: 7 }, filters: [{}, { statuses: ['completed'] }], asOf: undefined }]);
});

test('a contact for whom nothing holds goes down the last output', async () => {
  expect(outputsOf(await enter(split(), new RecordingHub(), [placed])).map(({ length }) => length)).toEqual([0, 0, 1]);
});

test('each contact of several goes its own way, with one question each', async () => {
  const hub = new RecordingHub(({ statuses }) => ({ count: statuses ? 1 : 0 }));
  const run = await enter(split(), hub, [placed, { contact: { email: 'b@example.com' } }]);
  expect(outputsOf(run)[1]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
  expect(hub.questions.map(({ contact }) => contact)).toEqual([{ id: 7 }, { email: 'b@example.com' }]);
});

test('what was counted can be added to the item', async () => {
  const run = await enter(split({ options: { addFigures: true } }), new RecordingHub(() => ({ count: 1, sum: 9.5 })), [
    placed,
  ]);
  expect(outputsOf(run)[1]![0]!.json.salesData).toMatchObject([
    { output: 'Bought again', count: 1, sum: 9.5 },
    { output: 'Completed', count: 1 },
  ]);
});

test('windows count back from the event that started the journey', async () => {
  const hub = new RecordingHub();
  await enter(split({ windowsFrom: 'start' }), hub, [placed]);
  expect(hub.questions[0]!.asOf).toBe('2026-11-20T08:00:00.000Z');
});

test('the event that started the journey is found after a node that made new items', async () => {
  const hub = new RecordingHub();
  const document = triggerAnd('splitBySalesData', { branches: { values }, windowsFrom: 'start' });
  const set = { mode: 'raw', jsonOutput: '{ "only": "this" }' };
  document.nodes.push({
    ...document.nodes[1]!,
    id: '2',
    name: 'Set',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    parameters: set,
  });
  document.connections = {
    Shop: { main: [[{ node: 'Set', type: 'main', index: 0 }]] },
    Set: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
  };
  const run = await enter(workflowOf(nodeTypes, document), hub, [placed]);
  expect(outputsOf(run, 'Set')[0]![0]!.json).toEqual({ only: 'this' });
  expect(hub.questions).toMatchObject([{ asOf: '2026-11-20T08:00:00.000Z', contact: { id: 7 } }]);
});

test('a journey that nothing says the start of fails with what to do', async () => {
  const run = await enter(split({ windowsFrom: 'start' }), new RecordingHub(), [{ contact: { id: 7 } }]);
  expect(run.data.resultData.error).toMatchObject({
    message: 'Nothing says when the event that started the journey happened',
    description: expect.stringContaining('Set "Time of the Event"'),
  });
});

test('a contact whose data cannot be had goes down "Otherwise" where the node goes on after errors', async () => {
  const hub = new RecordingHub(() => {
    throw new Error('No connection');
  });
  const failed = await enter(split(), hub, [placed]);
  expect(failed.data.resultData.error).toMatchObject({ message: 'No connection', context: { itemIndex: 0 } });

  const went = outputsOf(await enter(split({}, { onError: 'continueRegularOutput' }), hub, [placed]));
  expect(went.map(({ length }) => length)).toEqual([0, 0, 1]);
  expect(went[2]![0]!.json).toMatchObject({ contact: { id: 7 }, error: 'No connection' });

  const own = outputsOf(await enter(split({}, { onError: 'continueErrorOutput' }), hub, [placed]));
  expect(own.map(({ length }) => length)).toEqual([0, 0, 0, 1]);
});

test('the canvas shows an output for each branch and "Otherwise"', () => {
  const workflow = split();
  const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.nodes.Node!, new SplitBySalesData().description);
  expect(outputs).toEqual([
    { type: 'main', displayName: 'Bought again' },
    { type: 'main', displayName: 'Completed' },
    { type: 'main', displayName: 'Otherwise' },
  ]);
});
