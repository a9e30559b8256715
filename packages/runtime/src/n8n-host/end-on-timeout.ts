import { TimeoutExecutionCancelledError, type IRun, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { seconds } from '../shared';

/** How long a node that was told to stop may take over it. */
const GRACE = seconds(2);

export interface CancelableRun extends PromiseLike<IRun> {
  cancel(): void;
}

/**
 * Holds a run to the workflow's own timeout (`settings.executionTimeout`). n8n-core looks at the time between two nodes
 * only; a node that hangs is told to stop here, and left behind where it does not.
 * @returns the run, ended or cancelled with a TimeoutExecutionCancelledError
 */
export async function endOnTimeout(
  execution: CancelableRun,
  begun: Pick<IRun, 'data' | 'mode' | 'startedAt' | 'storedAt'>,
  { executionTimeoutTimestamp, executionId }: IWorkflowExecuteAdditionalData,
): Promise<IRun> {
  if (executionTimeoutTimestamp === undefined) return await execution;
  const timers: NodeJS.Timeout[] = [];
  let isLate = false;
  const leftBehind = new Promise<IRun>((resolve) => {
    const cancel = () => {
      isLate = true;
      execution.cancel();
      timers.push(
        setTimeout(() => resolve({ ...begun, status: 'canceled', stoppedAt: new Date() }), GRACE.milliseconds),
      );
    };
    timers.push(setTimeout(cancel, Math.max(0, executionTimeoutTimestamp - Date.now())));
  });
  try {
    const run = await Promise.race([execution, leftBehind]);
    if (!isLate) return run;
    run.status = 'canceled';
    run.data.waitTill = undefined;
    run.data.resultData.error = new TimeoutExecutionCancelledError(executionId ?? '');
    return run;
  } finally {
    timers.forEach(clearTimeout);
  }
}
