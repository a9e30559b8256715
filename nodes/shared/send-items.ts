import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failedItem, itemError } from './item-error';

/** Queues a message for each item, and passes the items on with what was decided about theirs: `message`. */
export async function sendItems(
  context: IExecuteFunctions,
  send: (itemIndex: number) => Promise<object>,
): Promise<INodeExecutionData[][]> {
  const sent: INodeExecutionData[] = [];
  for (const [itemIndex, item] of context.getInputData().entries()) {
    try {
      const message = { ...(await send(itemIndex)) };
      sent.push({ ...item, json: { ...item.json, message }, pairedItem: { item: itemIndex } });
    } catch (error) {
      const failure = itemError(context.getNode(), error, itemIndex);
      if (!context.continueOnFail()) throw failure;
      sent.push(failedItem(context.getNode(), item, failure, itemIndex));
    }
  }
  return [sent];
}
