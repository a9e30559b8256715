import { NodeHelpers, type INode, type INodeTypes } from 'n8n-workflow';

import { LeadScore } from '../../../nodes/LeadScore/LeadScore.node';
import { RecordingHub } from '../../support/recording-hub';
import { startServer } from '../../support/recorded-server';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const node = (parameters: INode['parameters'], more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('leadScore', parameters, more));
const anna = { contact: { id: 7 } };
const HOT = { id: 't', name: 'Hot', value: 50, direction: 'up' } as const;

test('points are given once for each item and visit, and the item carries what came of it', async () => {
  const hub = new RecordingHub();
  const run = await enter(node({ score: 'fit', points: '15', reason: 'Survey' }), hub, [anna]);
  expect(hub.scores).toEqual([
    {
      ...{ contact: { id: 7 }, score: 'fit', change: { operation: 'add', points: 15 }, reason: 'Survey', itemIndex: 0 },
      ...{ node: 'Node', visit: 0 },
    },
  ]);
  expect(outputsOf(run)).toMatchObject([[{ json: { ...anna, score: { value: 10, previous: 0, hasCrossed: false } } }]]);
  expect(hub.notes).toEqual(['engagement: 0 → 10']);
});

test('who crosses a threshold takes an output of their own, where the node has one', async () => {
  const hub = new RecordingHub();
  hub.receipt = { ...hub.receipt, value: 60, crossed: [HOT] };
  const run = await enter(node({ operation: 'set', points: 60, hasCrossedOutput: true }), hub, [anna]);
  expect(outputsOf(run).map(({ length }) => length)).toEqual([0, 1]);
  expect(hub.scores[0]).toMatchObject({ change: { operation: 'set', points: 60 }, reason: 'Node' });
});

test.each([
  [5, [1, 0, 0]],
  [20, [0, 1, 0]],
  [59.9, [0, 1, 0]],
  [60, [0, 0, 1]],
])('a contact with %d points takes the output of their band', async (value, lengths) => {
  const hub = new RecordingHub();
  hub.receipt = { ...hub.receipt, value };
  const bands = {
    values: [
      { name: 'Hot', from: 60 },
      { name: 'Warm', from: 20 },
    ],
  };
  const run = await enter(node({ operation: 'split', bands }), hub, [anna]);
  expect(outputsOf(run).map(({ length }) => length)).toEqual(lengths);
  expect(hub.scores[0]).not.toHaveProperty('change');
});

test('the canvas shows the bands from the lowest to the highest', () => {
  const bands = {
    values: [
      { name: 'Hot', from: 60 },
      { name: '', from: 20 },
    ],
  };
  const workflow = node({ operation: 'split', bands });
  const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.nodes.Node!, new LeadScore().description);
  expect(outputs.map((output) => (typeof output === 'object' ? output.displayName : output))).toEqual([
    'Below',
    'From 20',
    'Hot',
  ]);
});

test('a split by the total looks at all scores together', async () => {
  const hub = new RecordingHub();
  hub.receipt = { ...hub.receipt, value: 0, total: 70 };
  const run = await enter(node({ operation: 'split', score: 'total' }), hub, [anna]);
  expect(outputsOf(run).map(({ length }) => length)).toEqual([0, 0, 1]);
});

test('in a stock n8n the points carry a key that is the same when n8n tries again', async () => {
  const server = await startServer();
  const receipt = { score: 'engagement', value: 10, previous: 0, points: 10, total: 10, crossed: [] };
  server.answer('POST /api/v1/hub/scores', 503, { code: 'DATABASE_WRITE_FAILED', message: 'Busy' }, 1);
  server.answer('POST /api/v1/hub/scores', 200, receipt);
  const credentials = { aftercartApi: { id: '1', name: 'Aftercart' } };
  const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
  const run = await enter(node({}, { credentials, ...retry }), undefined, [anna], {
    credentialsHelper: server.credentialsHelper,
  });
  await server.close();
  expect(outputsOf(run)[0]![0]!.json.score).toMatchObject(receipt);
  expect(server.requests.map(({ body }) => (body as { idempotencyKey: string }).idempotencyKey)).toEqual([
    'instance-1:execution-1:Node:0:0',
    'instance-1:execution-1:Node:0:0',
  ]);
});

test.each([
  [{ points: 'many' }, 'The points have to be a number'],
  [{ score: ' ' }, 'names no score'],
  [{ operation: 'split', bands: { values: [] } }, 'needs a band'],
  [{ operation: 'split', bands: { values: [{ from: 1 }, { from: 1 }] } }, 'same number of points'],
])('parameters that make no sense say so: %j', async (parameters, message) => {
  const run = await enter(node(parameters), new RecordingHub(), [anna]);
  expect(run.data.resultData.error?.message).toContain(message);
});
