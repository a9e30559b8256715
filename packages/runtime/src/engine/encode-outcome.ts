import { createRunExecutionData, type IRun } from 'n8n-workflow';

import type { RunOutcome } from '../n8n-host';
import { CodedUnexpectedError, messageOf } from '../shared';
import type { RunnableVersion } from '../workflows';
import type { ExecutionRow } from './execution-row';
import { livenessOf } from './state/liveness';
import type { StateContext } from './state/state-context';
import { encodeEnd, encodeState } from './state-codec';

export interface EncodedOutcome {
  readonly outcome: RunOutcome;
  /** null where nothing of it is to be stored. */
  readonly state: Uint8Array | null;
  /** Whether the workflow wants the data of an execution that ended like this to be kept. */
  readonly isKept: boolean;
}

/**
 * Encodes what is to be stored of a run, before the transaction that stores it. A run that left something which cannot
 * be stored (an object that throws when it is read, more data than a text can hold) has failed: it would be run again
 * for ever.
 */
export function encodeOutcome(
  outcome: RunOutcome,
  context: StateContext,
  { mode, parent }: Pick<ExecutionRow, 'mode' | 'parent'>,
): EncodedOutcome {
  const { run } = outcome;
  const { version } = context;
  const isKept = run.status === 'waiting' || isWanted(run, version, mode);
  if (!isKept && parent === null) return { outcome, state: null, isKept };
  try {
    if (run.status !== 'waiting') return { outcome, state: encodeEnd(run.data, context), isKept };
    return { outcome, state: encodeState(run.data, context, livenessOf(version, run.data)), isKept };
  } catch (error) {
    const failed = failedRun(run, outcome.lastNode, error);
    return { outcome: { ...outcome, run: failed }, state: encodeEnd(failed.data, context), isKept: true };
  }
}

function failedRun(run: IRun, lastNodeExecuted: string | undefined, cause: unknown): IRun {
  const message = `What the nodes put out cannot be stored: ${messageOf(cause)}.`;
  const error = new CodedUnexpectedError('NODE_FAILED', message, undefined, cause);
  const data = createRunExecutionData({ resultData: { error: error as never, lastNodeExecuted } });
  return { ...run, data, status: 'error', waitTill: undefined };
}

/** n8n's settings: save data of successful, failed and manual executions, all on unless said otherwise. */
function isWanted(run: IRun, { settings }: Pick<RunnableVersion, 'settings'>, mode: string): boolean {
  if (mode === 'manual') return settings.saveManualExecutions !== false;
  const setting = run.data.resultData.error ? settings.saveDataErrorExecution : settings.saveDataSuccessExecution;
  return setting !== 'none';
}
