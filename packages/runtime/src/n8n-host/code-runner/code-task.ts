import { randomUUID } from 'node:crypto';

import { ManualExecutionCancelledError, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { CodedOperationalError } from '../../shared';

export type StartRunnerTask = IWorkflowExecuteAdditionalData['startRunnerTask'];
export type TaskOutcome = { ok: true; result: unknown } | { ok: false; error: unknown };
export type TaskRequest = ReturnType<typeof nameArguments>;

/** The sixteen arguments of n8n's startRunnerTask by their names. */
export function nameArguments(...values: Parameters<StartRunnerTask>) {
  const [additionalData, jobType, settings, executeFunctions, inputData, node, workflow, runExecutionData, ...rest] =
    values;
  const [runIndex, itemIndex, activeNodeName, , siblingParameters, mode, , executeData] = rest;
  return {
    additionalData,
    jobType,
    settings,
    executeFunctions,
    inputData,
    node,
    workflow,
    runExecutionData,
    runIndex,
    itemIndex,
    activeNodeName,
    siblingParameters,
    mode,
    executeData,
  };
}

/** One piece of code with its data, from the node that hands it in until its outcome; settled exactly once. */
export class CodeTask {
  readonly id = randomUUID();
  readonly outcome: Promise<TaskOutcome>;
  /** A helper may have sent a request or stored a file: running the code again could do that twice. */
  hasCalledHelper = false;
  /** It stood beside a task that blocked the child and was started again, which happens once. */
  isSecondTry = false;

  private resolve!: (outcome: TaskOutcome) => void;
  private isDone = false;
  private readonly cancellation: AbortSignal | undefined;

  constructor(readonly request: TaskRequest) {
    this.outcome = new Promise((resolve) => (this.resolve = resolve));
    this.cancellation = request.executeFunctions.getExecutionCancelSignal();
    this.cancellation?.addEventListener('abort', this.cancel, { once: true });
    if (this.cancellation?.aborted) this.cancel();
  }

  get isSettled(): boolean {
    return this.isDone;
  }

  /** Where the task comes from, for log lines and errors. */
  get facts(): { workflow: string; execution: string | undefined; node: string } {
    const { workflow, additionalData, node } = this.request;
    return { workflow: workflow.id, execution: additionalData.executionId, node: node.name };
  }

  settle(outcome: TaskOutcome): void {
    if (this.isDone) return;
    this.isDone = true;
    this.cancellation?.removeEventListener('abort', this.cancel);
    this.resolve(outcome);
  }

  /** Ends the task with CODE_RUNNER_FAILED. */
  fail(reason: string, cause?: unknown): void {
    const message = `The code of node "${this.request.node.name}" could not be run to its end: ${reason}.`;
    this.settle({ ok: false, error: new CodedOperationalError('CODE_RUNNER_FAILED', message, this.facts, cause) });
  }

  private readonly cancel = (): void => {
    const executionId = this.request.additionalData.executionId ?? '';
    this.settle({ ok: false, error: new ManualExecutionCancelledError(executionId) });
  };
}
