import { WorkflowDataProxy, type INodeExecutionData, type IPairedItemData, type ISourceData } from 'n8n-workflow';

import type { NodePlan } from './node-plan';
import type { NodeRun } from './node-run';

/** The keys of an item that is nothing but an error. */
const ERROR_KEYS = ['error', 'message', 'details'];

/**
 * For a node set to "Continue (using error output)": moves the items that failed to its last output, joined with the data
 * of the items that they came from. In place; what the node put out is emptied, also where it is the node's own input.
 */
export function moveErrorsToOutput(run: NodeRun, { mainOutputs }: NodePlan, outputs: INodeExecutionData[][]): void {
  const failed: INodeExecutionData[] = [];
  for (let output = 0; output < mainOutputs - 1; output += 1) {
    const items = outputs[output] ?? [];
    const succeeded: INodeExecutionData[] = [];
    for (const item of items.splice(0)) {
      if (isFailure(item)) failed.push(withOrigin(run, item));
      else succeeded.push(item);
    }
    outputs[output] = succeeded;
  }
  outputs[mainOutputs - 1] = failed;
}

function isFailure({ error, json }: INodeExecutionData): boolean {
  if (error) return true;
  return Boolean(json.error) && Object.keys(json).every((key) => ERROR_KEYS.includes(key));
}

function withOrigin(run: NodeRun, item: INodeExecutionData): INodeExecutionData {
  const pairedItem = Array.isArray(item.pairedItem) ? item.pairedItem[0] : item.pairedItem;
  const sources = run.entry.source?.main;
  if (!sources || pairedItem === undefined || typeof pairedItem !== 'object') return item;
  const source = sources[pairedItem.input ?? 0] as unknown as ISourceData;
  const origin = findOrigin(run, source, pairedItem);
  return origin === null ? item : { ...item, json: { ...origin.json, ...item.json } };
}

/** The item that an item is paired with, in the output of the node before. n8n's data proxy knows how to walk there. */
function findOrigin(
  { plan, workflow, state, mode, runIndex, entry }: NodeRun,
  source: ISourceData,
  pairedItem: IPairedItemData,
): INodeExecutionData | null {
  const proxy = new WorkflowDataProxy(workflow, state, runIndex, 0, plan.node.name, [], {}, mode, {}, entry);
  const { $getPairedItem } = proxy.getDataProxy() as unknown as { $getPairedItem: GetPairedItem };
  return $getPairedItem(source.previousNode, source, pairedItem);
}

type GetPairedItem = (node: string, source: ISourceData, pairedItem: IPairedItemData) => INodeExecutionData | null;

/** Turns items that carry an error beside their data into the error's message, as every output of a node is kept. */
export function normalizeErrors(outputs: INodeExecutionData[][]): void {
  for (const items of outputs) {
    for (const item of items) {
      const { $error, $json } = (item.json ?? {}) as { $error?: Error; $json?: unknown };
      if ($error !== undefined && $json !== undefined) {
        item.error = $error as INodeExecutionData['error'];
        item.json = { error: $error.message };
      } else if (item.error !== undefined) {
        item.json = { error: item.error.message };
      }
    }
  }
}
