import { UnexpectedError, type IRunExecutionData, type WorkflowExecuteMode } from 'n8n-workflow';

type Pending = NonNullable<IRunExecutionData['executionData']>;

interface Stretch {
  readonly state: IRunExecutionData;
  readonly mode: WorkflowExecuteMode;
}

/** Prepares a state for running on. @returns its pending nodes */
export function beginStretch({ state, mode }: Stretch): Pending {
  const pending = state.executionData;
  if (!pending) throw new UnexpectedError('Failed to run workflow due to missing execution data');
  state.startData ??= {};
  if (state.waitTill) passWait(state, pending);
  pending.runtimeData ??= runtimeDataOf(state, pending, mode);
  return pending;
}

/** The node that has waited is visited again, switched off: it hands its input on. Its unfinished run does not count. */
function passWait(state: IRunExecutionData, pending: Pending): void {
  state.waitTill = undefined;
  const [first] = pending.nodeExecutionStack;
  if (first) first.node.disabled = true;
  state.resultData.runData[state.resultData.lastNodeExecuted ?? '']?.pop();
}

/** What n8n notes of how an execution began. */
function runtimeDataOf(
  { parentExecution }: IRunExecutionData,
  pending: Pending,
  mode: WorkflowExecuteMode,
): Pending['runtimeData'] {
  const begun = { version: 1 as const, establishedAt: Date.now(), source: mode };
  if (parentExecution) return { ...begun, parentExecutionId: parentExecution.executionId };
  const [first] = pending.nodeExecutionStack;
  return first ? { ...begun, triggerNode: { name: first.node.name, type: first.node.type } } : begun;
}
