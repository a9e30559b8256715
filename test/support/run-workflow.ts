import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Container } from '@n8n/di';
import {
  BinaryDataService,
  ErrorReporter,
  ExecutionLifecycleHooks,
  InstanceSettings,
  LazyPackageDirectoryLoader,
  WorkflowExecute,
} from 'n8n-core';
import {
  NodeHelpers,
  Workflow,
  type IDataObject,
  type INode,
  type INodeExecutionData,
  type INodeType,
  type INodeTypes,
  type IRun,
  type IWorkflowExecuteAdditionalData,
  type IWorkflowSettings,
  type WorkflowExecuteMode,
} from 'n8n-workflow';

/** Where n8n puts the files of items. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'aftercart-n8n-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The smallest host of n8n's engine: nodes-base, no credentials, no store. For tests of what the engine calls. */
export async function loadNodesBase(): Promise<INodeTypes> {
  Container.set(InstanceSettings, { instanceType: 'main', n8nFolder: folder } as never);
  Container.set(ErrorReporter, { error: () => undefined } as never); // it prints what a test expects to fail
  await Container.get(BinaryDataService).init();
  const loader = new LazyPackageDirectoryLoader(path.dirname(require.resolve('n8n-nodes-base/package.json')));
  await loader.loadAll();
  const versions = new Map<string, INodeType>();
  const getByName = (type: string) => loader.getNode(type.slice(type.lastIndexOf('.') + 1)).type;
  return {
    getByName,
    getByNameAndVersion(type, version) {
      const key = `${type}@${version ?? ''}`;
      const known = versions.get(key) ?? NodeHelpers.getVersionedNodeType(getByName(type), version);
      versions.set(key, known);
      return known;
    },
    getKnownTypes: () => ({}),
  };
}

export type ChainNode = Pick<INode, 'name' | 'type' | 'typeVersion'> & Partial<INode>;

/** A workflow of nodes that follow each other. */
export function chainOf(nodeTypes: INodeTypes, nodes: ChainNode[], settings: IWorkflowSettings = {}): Workflow {
  const connections = nodes.slice(1).map((node, index) => {
    const source = nodes[index]!.name;
    return [source, { main: [[{ node: node.name, type: 'main' as const, index: 0 }]] }];
  });
  return new Workflow({
    id: 'workflow-1',
    name: 'Chain',
    active: false,
    nodeTypes,
    nodes: nodes.map((node, index) => ({ id: `${index}`, position: [0, 0], parameters: {}, ...node })),
    connections: Object.fromEntries(connections),
    settings: { executionOrder: 'v1', timezone: 'UTC', ...settings },
  });
}

export interface RunOptions {
  /** What the workflow's first node puts out. */
  readonly items?: INodeExecutionData[];
  readonly mode?: WorkflowExecuteMode;
  readonly additionalData?: Partial<IWorkflowExecuteAdditionalData>;
}

/** Runs a workflow from its first node to the end. */
export async function runWorkflow(
  workflow: Workflow,
  { items = [{ json: {} }], mode = 'trigger', additionalData = {} }: RunOptions = {},
): Promise<IRun> {
  const complete = {
    hooks: new ExecutionLifecycleHooks(mode, 'execution-1', {} as never),
    executionId: 'execution-1',
    currentNodeExecutionIndex: 0,
    variables: {},
    webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
    formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
    ...additionalData,
  } as unknown as IWorkflowExecuteAdditionalData;
  const start = Object.values(workflow.nodes)[0]!;
  return new WorkflowExecute(complete, mode).run({ workflow, startNode: start, pinData: { [start.name]: items } });
}

/** The items that a node put out on its first output in its last run. */
export function itemsOf(run: IRun, node: string): IDataObject[] {
  const task = run.data.resultData.runData[node]?.at(-1);
  return (task?.data?.main?.[0] ?? []).map((item) => item.json);
}
