import { ExecuteContext } from 'n8n-core';
import type { CloseFunction, INodeExecutionData, ITaskDataConnections } from 'n8n-workflow';

import type { NodeRun } from './node-run';

/** What n8n-core itself runs a node with. */
export function contextOfN8n(
  { plan, workflow, additionalData, mode, state, runIndex, entry, signal }: NodeRun,
  items: INodeExecutionData[],
  input: ITaskDataConnections,
  closeFunctions: CloseFunction[],
): ExecuteContext {
  return new ExecuteContext(
    workflow,
    plan.node,
    additionalData,
    mode,
    state,
    runIndex,
    items,
    input,
    entry,
    closeFunctions,
    signal(),
  );
}
