import { WorkflowExecute } from 'n8n-core';
import type { IRun, IRunExecutionData, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import { endOnTimeout, type CancelableRun } from './end-on-timeout';
import { LeanRun, type LeanPlan } from './lean';
import { hasEffectsOutside } from './pure-nodes';
import type { NodeAhead, RunOutcome, RunRequest } from './run-request';
import { RunGuard } from './run-guard';
import { rememberEntry, withEntry } from './stack-in-hand';

/**
 * Runs a workflow until the execution ends or waits: on the lean path where there is a plan, else n8n-core's
 * WorkflowExecute. A workflow that fails is an outcome, not an exception.
 */
export async function runWorkflow(
  workflow: Workflow,
  additionalData: IWorkflowExecuteAdditionalData,
  request: RunRequest,
  plan?: LeanPlan,
): Promise<RunOutcome> {
  const { state, mode, onResponse, mostNodeRuns } = request;
  const guard = new RunGuard(mostNodeRuns);
  if (onResponse) additionalData.hooks?.addHandler('sendResponse', onResponse);
  bindNodes(state, workflow);
  additionalData.currentNodeExecutionIndex = countNodeRuns(state);
  const startedAt = new Date();
  let run: IRun;
  try {
    const start = plan ? startLean(plan) : startFull(workflow);
    const execution = start(additionalData, request, guard);
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

type Start = (data: IWorkflowExecuteAdditionalData, request: RunRequest, guard: RunGuard) => CancelableRun;

function startLean(plan: LeanPlan): Start {
  return (additionalData, { mode, state, beforeNode }, guard) => {
    const run = new LeanRun({
      plan,
      additionalData,
      mode,
      state,
      beforeNode: (entry) => {
        const turn = guard.beforeNode();
        if (!beforeNode) return turn;
        const ahead = nodeAhead(plan.workflow, state, entry.node.name, () => withEntry(state, entry));
        return turn ? turn.then(() => beforeNode(ahead)) : beforeNode(ahead);
      },
    });
    return Object.assign(run.run(), { cancel: () => run.cancel() });
  };
}

function startFull(workflow: Workflow): Start {
  return (additionalData, { mode, state, beforeNode }, guard) => {
    additionalData.hooks?.addHandler('nodeExecuteBefore', async () => await guard.beforeNode());
    if (beforeNode) {
      const standing = rememberEntry(state);
      const handler = async (node: string) => await beforeNode(nodeAhead(workflow, state, node, standing));
      additionalData.hooks?.addHandler('nodeExecuteBefore', handler);
    }
    return new WorkflowExecute(additionalData, mode, state).processRunExecutionData(workflow);
  };
}

function isCancellation({ name }: Error): boolean {
  return name === 'ManualExecutionCancelledError' || name === 'TimeoutExecutionCancelledError';
}

/** The order in which nodes ran goes on where it stood. */
function countNodeRuns({ resultData }: IRunExecutionData): number {
  return Object.values(resultData.runData).reduce((count, runs) => count + runs.length, 0);
}

function nodeAhead(
  workflow: Workflow,
  state: IRunExecutionData,
  name: string,
  standing: NodeAhead['standing'],
): NodeAhead {
  const node = workflow.nodes[name];
  const isPinned = state.resultData.pinData?.[name] !== undefined;
  return {
    node: name,
    hasEffectsOutside: node !== undefined && !isPinned && hasEffectsOutside(node, workflow.nodeTypes),
    standing,
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
