import type { INode, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** Whatever failed while a node worked on an item, as the error of that node and item. */
export function itemError(node: INode, error: unknown, itemIndex: number): NodeApiError | NodeOperationError {
  const nodeError =
    error instanceof NodeApiError || error instanceof NodeOperationError
      ? error
      : new NodeOperationError(node, error instanceof Error ? error : (error as JsonObject), { itemIndex });
  nodeError.context.itemIndex = itemIndex;
  return nodeError;
}

/**
 * An item that failed in a node that goes on after errors. Its data stay with it. On the way to an error output n8n adds
 * them itself, and takes for a failure only what holds nothing but the error.
 */
export function failedItem(
  node: INode,
  item: INodeExecutionData,
  failure: Error,
  itemIndex: number,
): INodeExecutionData {
  const own = node.onError === 'continueErrorOutput' ? {} : item.json;
  return { ...item, json: { ...own, error: failure.message }, pairedItem: { item: itemIndex } };
}
