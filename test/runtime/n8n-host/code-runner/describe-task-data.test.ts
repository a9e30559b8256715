import {
  createRunExecutionData,
  Workflow,
  type IExecuteFunctions,
  type INodeTypes,
  type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { nameArguments } from '../../../../packages/runtime/src/n8n-host/code-runner/code-task';
import { describeTaskData } from '../../../../packages/runtime/src/n8n-host/code-runner/describe-task-data';

const node = (name: string) => ({
  id: name,
  name,
  type: 'n8n-nodes-base.noOp',
  typeVersion: 1,
  position: [0, 0] as [number, number],
  parameters: {},
  credentials: { smtp: { id: '7', name: 'Shop mail' } },
});
const outputOf = (name: string) => [
  { startTime: 0, executionIndex: 0, executionTime: 0, source: [], hints: [], data: { main: [[{ json: { name } }]] } },
];
const nodeTypes = { getByNameAndVersion: () => undefined, getByName: () => undefined, getKnownTypes: () => ({}) };

function request() {
  const items = Array.from({ length: 5 }, (_, id) => ({ json: { id } }));
  const workflow = new Workflow({
    id: '1',
    nodes: ['Order', 'Customer', 'Code'].map(node),
    connections: {},
    active: true,
    nodeTypes: nodeTypes as unknown as INodeTypes,
  });
  const run = createRunExecutionData({
    resumeToken: 'token',
    resultData: { runData: { Order: outputOf('Order'), Customer: outputOf('Customer') } },
    executionData: { nodeExecutionStack: [{ node: node('Later'), data: { main: [[{ json: {} }]] }, source: null }] },
  });
  return nameArguments(
    { variables: {}, executionId: '5', aftercart: 'our hub' } as unknown as IWorkflowExecuteAdditionalData,
    'javascript',
    {},
    {} as IExecuteFunctions,
    { main: [items] },
    node('Code'),
    workflow,
    run,
    0,
    0,
    'Code',
    items,
    {},
    'trigger',
    { env: { AFTERCART_ENCRYPTION_KEY: 'a secret of ours' }, isEnvAccessBlocked: false, isProcessAvailable: true },
    { node: node('Code'), data: { main: [items] }, source: { main: [{ previousNode: 'Customer' }] } },
  );
}

const nothing = { dataOfNodes: [], env: false, prevNode: false, input: { include: false } };

test('code that mentions nothing is sent no items', () => {
  const data = describeTaskData(request(), nothing);

  expect(data.inputData).toEqual({});
  expect(data.runExecutionData.resultData.runData).toEqual({});
});

test('code is sent what it mentions: the nodes, the one before it, its chunk of the items', () => {
  const wanted = { ...nothing, dataOfNodes: ['Order'], input: { include: true, chunk: { startIndex: 1, count: 2 } } };
  const data = describeTaskData(request(), wanted);

  expect(Object.keys(data.runExecutionData.resultData.runData)).toEqual(['Order']);
  expect(data.inputData.main).toEqual([[{ json: { id: 1 } }, { json: { id: 2 } }]]);
  const before = describeTaskData(request(), { ...nothing, prevNode: true });
  expect(Object.keys(before.runExecutionData.resultData.runData)).toEqual(['Customer']);
  const all = describeTaskData(request(), { ...nothing, dataOfNodes: 'all' });
  expect(Object.keys(all.runExecutionData.resultData.runData)).toEqual(['Order', 'Customer']);
});

test('credentials, our environment, our hub and nodes that still wait stay at home', () => {
  const data = describeTaskData(request(), { ...nothing, dataOfNodes: 'all', env: true });
  const text = JSON.stringify(data);

  expect(data.envProviderState).toEqual({ env: {}, isEnvAccessBlocked: true, isProcessAvailable: true });
  for (const secret of ['Shop mail', 'a secret of ours', 'our hub', 'Later']) expect(text).not.toContain(secret);
});

test('the token of resume links is the one of the run', () => {
  expect(describeTaskData(request(), nothing).runExecutionData.resumeToken).toBe('token');
});
