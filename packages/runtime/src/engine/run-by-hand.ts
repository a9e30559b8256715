import type { INode } from 'n8n-workflow';

import type { Database } from '../db';
import { throwOnIssues, type N8nHost } from '../n8n-host';
import { CodedUserError } from '../shared';
import type { WorkflowStore } from '../workflows';
import type { Engine } from './engine';
import type { Watcher } from './watcher';

interface Dependencies {
  readonly database: Database;
  readonly workflows: WorkflowStore;
  readonly host: N8nHost;
  readonly engine: Engine;
}

const STARTS = ['manualTrigger', 'executeWorkflowTrigger', 'start'].map((name) => `n8n-nodes-base.${name}`);

/**
 * Runs the draft of a workflow now, from its manual trigger, with the data that is pinned to its nodes. Without a
 * manual trigger it begins at a trigger whose output is pinned, or at one that can be fired by hand (a schedule).
 * @returns the execution's id
 * @throws WORKFLOW_NOT_FOUND, WORKFLOW_HAS_NO_TRIGGER, NODE_TYPE_UNKNOWN
 */
export async function runByHand(
  workspace: number,
  workflowId: string,
  { workflows, host, engine }: Dependencies,
  watcher?: Watcher,
): Promise<number> {
  const draft = await workflows.get(workspace, workflowId);
  throwOnIssues(
    (await host.check(draft)).filter(({ code }) => code === 'NODE_TYPE_UNKNOWN' || code === 'CONNECTION_CYCLE'),
  );
  const start = findStart(draft.nodes, draft.pinData ?? {}, host);
  const version = await workflows.draft(workspace, workflowId);
  return await engine.begin(
    { version, node: start.name, mode: 'cli', items: [[{ json: {} }]], pinData: draft.pinData },
    watcher,
  );
}

function findStart(nodes: readonly INode[], pinData: object, host: N8nHost): INode {
  const enabled = nodes.filter(({ disabled }) => disabled !== true);
  const triggers = enabled.filter(({ type, typeVersion }) =>
    host.nodeTypes.getByNameAndVersion(type, typeVersion).description.group.includes('trigger'),
  );
  const manual = STARTS.map((type) => enabled.find((node) => node.type === type)).find((node) => node !== undefined);
  const pinned = triggers.find(({ name }) => name in pinData);
  const scheduled = triggers.find(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
  const start = manual ?? pinned ?? scheduled;
  if (start) return start;
  throw new CodedUserError(
    'WORKFLOW_HAS_NO_TRIGGER',
    'Nothing in this workflow can be started by hand: add a manual trigger, or pin the output of its trigger.',
  );
}
