import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { failedItem, itemError } from './item-error';

/** The output that an item takes, and the item as it goes there. */
export interface Taken {
  output: number;
  item: INodeExecutionData;
}

/**
 * Sends each item down one of several outputs. An item that nobody could decide about takes the last one where the node
 * goes on after errors: never a way whose condition nobody could check.
 */
export async function splitItems(
  context: IExecuteFunctions,
  outputs: number,
  take: (itemIndex: number) => Promise<Taken>,
): Promise<INodeExecutionData[][]> {
  const taken = Array.from({ length: outputs }, (): INodeExecutionData[] => []);
  for (const [itemIndex, item] of context.getInputData().entries()) {
    try {
      const { output, item: passedOn } = await take(itemIndex);
      taken[output]?.push(passedOn);
    } catch (error) {
      const failure = itemError(context.getNode(), error, itemIndex);
      if (!context.continueOnFail()) throw failure;
      taken.at(-1)?.push(failedItem(context.getNode(), item, failure, itemIndex));
    }
  }
  return taken;
}

/** An item on its way out, as it came in. */
export function passOn(context: IExecuteFunctions, itemIndex: number): INodeExecutionData {
  const item = context.getInputData()[itemIndex] ?? { json: {} };
  return { ...item, pairedItem: { item: itemIndex } };
}
