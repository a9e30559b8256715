import {
  isNodeClassInstance,
  UnexpectedError,
  type CloseFunction,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type ITaskDataConnections,
  type ITaskMetadata,
} from 'n8n-workflow';
import { Settings } from 'luxon';

import { contextOfN8n } from './context-of-n8n';
import { LeanContext } from './lean-context';
import type { NodeOutput, NodeRun } from './node-run';

type Items = INodeExecutionData[];

/** Runs a node once. @returns no data where it got no items, and so has not run at all */
export async function runNode(run: NodeRun): Promise<NodeOutput> {
  const { plan, entry } = run;
  const { type } = plan;
  const inputs = entry.data.main ?? [];
  // The entry's node and not the plan's: one that has waited is switched off for the rest of its visit.
  if (entry.node.disabled === true) return { data: handedOn(inputs, entry.metadata) };
  const input = plan.node.executeOnce === true ? firstItems(inputs) : entry.data;
  // A trigger hands on what the outside world has given it.
  if (!type.execute) return { data: input.main as Items[] };
  const items = inputs.find((each) => each !== null && each.length > 0);
  if (!items) return { data: undefined };
  // Nodes and expressions read times in luxon's one global zone.
  Settings.defaultZone = run.workflow.timezone;
  return await execute(type, run, items, input);
}

/** What a node puts out that is switched off. One that has waited may leave by any of its outputs. */
function handedOn(inputs: Array<Items | null>, metadata: ITaskMetadata | undefined): Items[] | undefined {
  if (metadata?.forwardAllOutputs === true && inputs.length > 0) return inputs as Items[];
  return inputs[0] ? [inputs[0]] : undefined;
}

function firstItems(inputs: Array<Items | null>): ITaskDataConnections {
  return { main: inputs.map((items) => items && items.slice(0, 1)) };
}

async function execute(type: INodeType, run: NodeRun, items: Items, input: ITaskDataConnections): Promise<NodeOutput> {
  const closeFunctions: CloseFunction[] = [];
  const context =
    run.plan.context === 'own'
      ? new LeanContext(run, items, input, closeFunctions)
      : contextOfN8n(run, items, input, closeFunctions);
  let data: NodeOutput['data'];
  let hasSucceeded = false;
  try {
    data = (await call(type, context as IExecuteFunctions)) as NodeOutput['data'];
    hasSucceeded = true;
  } finally {
    if (closeFunctions.length > 0) await close(closeFunctions, hasSucceeded);
  }
  return { data, hints: context.hints };
}

async function call(type: INodeType, context: IExecuteFunctions): Promise<unknown> {
  // Two kinds of node classes: those that extend Node are given the context, the others are called on it.
  if (isNodeClassInstance(type)) return await type.execute?.(context);
  return await type.execute?.call(context);
}

/** Ends what the node opened. A failure counts where the node itself had none. */
async function close(closeFunctions: CloseFunction[], hasSucceeded: boolean): Promise<void> {
  const results = await Promise.allSettled(closeFunctions.map(async (each) => await each()));
  const failure = results.find((result) => result.status === 'rejected');
  if (!failure || !hasSucceeded) return;
  throw failure.reason instanceof Error
    ? failure.reason
    : new UnexpectedError("Error on execution node's close function(s)", { cause: failure.reason });
}
