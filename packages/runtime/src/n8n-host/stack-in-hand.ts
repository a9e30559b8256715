import type { IExecuteData, IRunExecutionData } from 'n8n-workflow';

/**
 * n8n-core takes an entry off its stack before it tells that the entry's node begins. This remembers the entry, so that
 * the execution can be stored as it stands right before that node.
 * @returns gives the state with that entry on top; as it is where none was taken yet
 */
export function rememberEntry(state: IRunExecutionData): () => IRunExecutionData {
  const stack = state.executionData?.nodeExecutionStack;
  let latest: IExecuteData | undefined;
  if (stack) {
    const shift = () => (latest = Array.prototype.shift.call(stack) as IExecuteData | undefined);
    Object.defineProperty(stack, 'shift', { value: shift, configurable: true });
  }
  return () => (latest ? withEntry(state, latest) : state);
}

/** The state with an entry on top of its stack that was taken off it. */
export function withEntry(state: IRunExecutionData, entry: IExecuteData): IRunExecutionData {
  const { executionData } = state;
  if (!executionData) return state;
  const nodeExecutionStack = [entry, ...executionData.nodeExecutionStack];
  return { ...state, executionData: { ...executionData, nodeExecutionStack } };
}
