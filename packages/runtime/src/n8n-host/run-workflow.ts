import { WorkflowExecute } from 'n8n-core';
import type { IRun, IRunExecutionData, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import { endOnTimeout } from './end-on-timeout';
import { hasEffectsOutside } from './pure-nodes';
import type { NodeAhead, RunOutcome, RunRequest } from './run-request';
import { RunGuard } from './run-guard';
import { rememberEntry } from './stack-in-hand';

/**
 * Runs n8n-core's WorkflowExecute until the execution ends or waits. A workflow that fails is an outcome, not an
 * exception.
 */
export async function runWorkflow(
  workflow: Workflow,
  additionalData: IWorkflowExecuteAdditionalData,
  { state, mode, onResponse, beforeNode, mostNodeRuns }: RunRequest,
): Promise<RunOutcome> {
  const guard = new RunGuard(mostNodeRuns);
  additionalData.hooks?.addHandler('nodeExecuteBefore', async () => await guard.beforeNode());
  if (onResponse) additionalData.hooks?.addHandler('sendResponse', onResponse);
  if (beforeNode) {
    const ahead = nodesAhead(workflow, state);
    additionalData.hooks?.addHandler('nodeExecuteBefore', async (node) => await beforeNode(ahead(node)));
  }
  bindNodes(state, workflow);
  additionalData.currentNodeExecutionIndex = countNodeRuns(state);
  const startedAt = new Date();
  let run: IRun;
  try {
    const execution = new WorkflowExecute(additionalData, mode, state).processRunExecutionData(workflow);
    run = await endOnTimeout(execution, { data: state, mode, startedAt, storedAt: 'db' }, additionalData);
  } catch (error) {
    // A workflow that may not run at all: a node lacks a parameter or a credential.
    run = { data: state, mode, startedAt, stoppedAt: new Date(), storedAt: 'db', status: 'error' };
    state.resultData.error = error as never;
    state.waitTill = undefined;
  }
  guard.shorten(run.data.resultData.runData);
  // An error outside of a node (the guard's) leaves n8n's own status at "running", and one whose message speaks of
  // something canceled (an order, say) makes it "canceled".
  if (run.data.resultData.error && !isCancellation(run.data.resultData.error)) run.status = 'error';
  return {
    run,
    lastNode: run.data.resultData.lastNodeExecuted ?? state.executionData?.nodeExecutionStack[0]?.node.name,
  };
}

function isCancellation({ name }: Error): boolean {
  return name === 'ManualExecutionCancelledError' || name === 'TimeoutExecutionCancelledError';
}

/** The order in which nodes ran goes on where it stood. */
function countNodeRuns({ resultData }: IRunExecutionData): number {
  return Object.values(resultData.runData).reduce((count, runs) => count + runs.length, 0);
}

function nodesAhead(workflow: Workflow, state: IRunExecutionData): (name: string) => NodeAhead {
  const standing = rememberEntry(state);
  return (name) => {
    const node = workflow.nodes[name];
    const isPinned = state.resultData.pinData?.[name] !== undefined;
    return {
      node: name,
      hasEffectsOutside: node !== undefined && !isPinned && hasEffectsOutside(node, workflow.nodeTypes),
      standing,
    };
  };
}

/**
 * Puts the version's nodes into the pending entries, which name them only. Copies: when a wait is resumed n8n-core
 * sets `disabled` on the node of the first entry, and a shared node would stay so for the next contact.
 */
function bindNodes(state: IRunExecutionData, workflow: Workflow): void {
  for (const entry of state.executionData?.nodeExecutionStack ?? []) {
    const node = workflow.nodes[entry.node.name];
    if (node) entry.node = { ...node };
  }
}
