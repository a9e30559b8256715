import { setMaxListeners } from 'node:events';

import { getAdditionalKeys } from 'n8n-core';
import {
  ManualExecutionCancelledError,
  TimeoutExecutionCancelledError,
  type ExecutionBaseError,
  type ExecutionError,
  type ExecutionStatus,
  type IExecuteData,
  type INodeExecutionData,
  type IRun,
  type IRunData,
  type IRunExecutionData,
  type ITaskData,
  type ITaskStartedData,
  type IWorkflowDataProxyAdditionalKeys,
  type IWorkflowExecuteAdditionalData,
  type WorkflowExecuteMode,
} from 'n8n-workflow';

import { beginStretch } from './begin-stretch';
import { normalizeErrors } from './error-output';
import type { LeanPlan } from './lean-plan';
import type { NodeRun } from './node-run';
import { withOwnPairing } from './paired-items';
import { enqueueSuccessors, releaseWaiting } from './pending-nodes';
import { runTask } from './run-task';
import { plainError } from './task-error';

export interface LeanRunRequest {
  readonly plan: LeanPlan;
  readonly additionalData: IWorkflowExecuteAdditionalData;
  readonly mode: WorkflowExecuteMode;
  /** One that the plan covers. Belongs to this run from now on, as does the node of each pending entry. */
  readonly state: IRunExecutionData;
  /** Called before each node; the run ends with what it throws. */
  readonly beforeNode: (entry: IExecuteData) => Promise<void> | undefined;
}

type Pending = NonNullable<IRunExecutionData['executionData']>;

/**
 * One stretch of an execution on the lean path: takes the first pending node, runs it, puts what follows it in the line,
 * until nothing is left, a node waits, or one fails. What it leaves is what n8n-core's WorkflowExecute leaves.
 */
export class LeanRun {
  private readonly startedAt = new Date();
  private status: ExecutionStatus = 'running';
  private isLate = false;
  /** Of the node that ran last, also where the run went on after it. */
  private failure: Error | undefined;
  private lazyKeys: IWorkflowDataProxyAdditionalKeys | undefined;
  private abortController: AbortController | undefined;

  constructor(private readonly request: LeanRunRequest) {}

  /** @returns a run that has ended or waits; a failure is an outcome, not an exception */
  async run(): Promise<IRun> {
    try {
      const pending = beginStretch(this.request);
      await this.visitAll(pending);
      return await this.end();
    } catch (error) {
      const run = this.outcome();
      run.data.resultData.error = plainError(error as Error);
      await this.tellNodes(run);
      return run;
    }
  }

  /** Stops before the next node, and tells the one that runs. */
  cancel(): void {
    this.status = 'canceled';
    this.signal();
    this.abortController?.abort();
    void this.tellNodes(this.outcome());
  }

  private async visitAll(pending: Pending): Promise<void> {
    const stack = pending.nodeExecutionStack;
    for (let entry = stack[0]; entry; entry = stack[0]) {
      if (this.mustStop()) return;
      stack.shift();
      const goesOn = await this.visit(entry, pending);
      if (!goesOn) return;
    }
  }

  /** @returns whether the run goes on */
  private async visit(entry: IExecuteData, pending: Pending): Promise<boolean> {
    const { plan, additionalData, mode, state, beforeNode } = this.request;
    const { runData } = state.resultData;
    const { name } = entry.node;
    this.failure = undefined;
    const started: ITaskStartedData = {
      startTime: Date.now(),
      executionIndex: additionalData.currentNodeExecutionIndex++,
      source: entry.source?.main ?? [],
      hints: [],
    };
    entry.data = { main: withOwnPairing(entry.data.main ?? []) };
    const runIndex = entry.runIndex ?? runData[name]?.length ?? 0;
    await beforeNode(entry);

    const { workflow } = plan;
    const run: NodeRun = {
      expressions: plan.expressions,
      keys: this.keys,
      plan: plan.node(name),
      workflow,
      additionalData,
      mode,
      state,
      runIndex,
      entry,
      signal: this.signal,
    };
    const { outputs: put, failure } = await runTask(run, started);
    this.failure = failure;
    if (!failure && put === null && !state.waitTill) return true;

    const task: ITaskData = {
      ...started,
      executionTime: Date.now() - started.startTime,
      metadata: entry.metadata,
      executionStatus: state.waitTill ? 'waiting' : 'success',
    };
    let outputs = put as INodeExecutionData[][];
    if (failure) {
      task.error = failure as ExecutionError;
      task.executionStatus = 'error';
      if (!run.plan.continuesOnError) {
        keepTask(runData, name, runIndex, task);
        pending.nodeExecutionStack.unshift(entry);
        return false;
      }
      // It goes on with what it got.
      const [first] = entry.data.main ?? [];
      if (first) outputs = [first];
    }
    normalizeErrors(outputs);
    task.data = { main: outputs };
    keepTask(runData, name, runIndex, task);
    if (state.waitTill) {
      pending.nodeExecutionStack.unshift(entry);
      return false;
    }
    enqueueSuccessors(plan, pending, run.plan, outputs, runIndex);
    if (pending.nodeExecutionStack.length === 0) releaseWaiting(plan, pending);
    return true;
  }

  private mustStop(): boolean {
    const { executionTimeoutTimestamp: end } = this.request.additionalData;
    if (end !== undefined && Date.now() >= end) {
      this.status = 'canceled';
      this.isLate = true;
    }
    return this.status === 'canceled';
  }

  private async end(): Promise<IRun> {
    const { state, additionalData } = this.request;
    const failure = this.failure ?? (this.status === 'canceled' ? this.cancellation(additionalData) : undefined);
    if (failure) this.status = isCancellation(failure) ? 'canceled' : 'error';
    else this.status = state.waitTill ? 'waiting' : 'success';
    const run = this.outcome();
    if (failure) state.resultData.error = plainError(failure);
    else if (state.waitTill) run.waitTill = state.waitTill;
    else Object.assign(run, { finished: true }); // deprecated, and still looked at
    if (!this.abortController?.signal.aborted) await this.tellNodes(run);
    return run;
  }

  private cancellation({ executionId = 'unknown' }: IWorkflowExecuteAdditionalData): ExecutionBaseError {
    return this.isLate
      ? new TimeoutExecutionCancelledError(executionId)
      : new ManualExecutionCancelledError(executionId);
  }

  private outcome(): IRun {
    const { state, mode } = this.request;
    const { startedAt, status } = this;
    return { data: state, mode, startedAt, stoppedAt: new Date(), storedAt: 'db', status };
  }

  /** Nodes may ask to be told of the end. */
  private async tellNodes(run: IRun): Promise<void> {
    await this.request.additionalData.hooks?.runHook('workflowExecuteAfter', [run, undefined]);
  }

  /** Made when an expression asks for one of them: few do. */
  private readonly keys = (): IWorkflowDataProxyAdditionalKeys => {
    const { additionalData, mode, state } = this.request;
    return (this.lazyKeys ??= getAdditionalKeys(additionalData, mode, state));
  };

  /** Made when a node asks for it: few do. */
  private readonly signal = (): AbortSignal => {
    if (!this.abortController) {
      this.abortController = new AbortController();
      setMaxListeners(Infinity, this.abortController.signal);
    }
    return this.abortController.signal;
  };
}

function keepTask(runData: IRunData, name: string, runIndex: number, task: ITaskData): void {
  if (!Object.hasOwn(runData, name)) runData[name] = [];
  const tasks = runData[name] ?? [];
  const begun = tasks[runIndex];
  if (begun) Object.assign(begun, task);
  else tasks.push(task);
}

/** n8n tells a cancellation by its words. */
function isCancellation({ message, name }: Error): boolean {
  return message?.includes('canceled') || name?.includes('Cancelled');
}
