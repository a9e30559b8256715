import type { INode, JsonObject } from 'n8n-workflow';
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
