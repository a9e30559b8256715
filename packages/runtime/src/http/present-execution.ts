import type { IRunExecutionData } from 'n8n-workflow';

import type { ExecutionSummary } from '../engine';
import { toIso, toIsoOrNull } from './iso';
import type { ExecutionAnswer } from './schemas/execution';

/** An execution in n8n's form, with our own fields beside it. */
export function presentExecution(execution: ExecutionSummary, data?: IRunExecutionData): ExecutionAnswer {
  const { errorCode, error } = execution;
  return {
    id: execution.id,
    finished: execution.status === 'success',
    mode: execution.mode,
    status: execution.status,
    retryOf: execution.retryOf,
    retrySuccessId: execution.retrySuccess,
    startedAt: toIso(execution.startedAt),
    stoppedAt: toIsoOrNull(execution.stoppedAt),
    workflowId: execution.workflow,
    waitTill: execution.status === 'waiting' ? toIsoOrNull(execution.wakeAt) : null,
    customData: data?.resultData.metadata ?? {},
    ...(data && { data }),
    node: execution.node,
    contactId: execution.contact,
    eventId: execution.event,
    error: errorCode === null ? null : { code: errorCode, message: error ?? '' },
  };
}
