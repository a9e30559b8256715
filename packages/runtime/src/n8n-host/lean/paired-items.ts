import type { IExecuteData, INodeExecutionData } from 'n8n-workflow';

type Outputs = Array<INodeExecutionData[] | null>;

/** The input of a node as its own items: copies, each paired with its place in the input. */
export function withOwnPairing(inputs: Outputs): Outputs {
  return inputs.map((items, input) =>
    items === null
      ? null
      : items.map((item, index) => ({ ...item, pairedItem: { item: index, input: input || undefined } })),
  );
}

/**
 * Pairs output items of a node that did not do so with the input items they must have come from, in place: all with the
 * only input item, each with the one at its place where there are as many, and a single one with the first of several.
 * Where none of this holds they are left, from the first such item on.
 */
export function pairOutput(outputs: Outputs, { data }: IExecuteData): void {
  const inputs = data.main ?? [];
  const isOneInput = inputs.length === 1;
  const inputLength = inputs[0]?.length ?? 0;
  const isOneOutput = outputs.length === 1;
  const toFirst = isOneInput && (inputLength === 1 || (isOneOutput && inputLength > 1 && outputs[0]?.length === 1));
  const toSameIndex = isOneInput && isOneOutput && inputs[0]?.length === outputs[0]?.length;
  for (const items of outputs) {
    if (items === null) continue;
    for (const [index, item] of items.entries()) {
      if (item.pairedItem !== undefined) continue;
      if (toFirst) item.pairedItem = { item: 0 };
      else if (toSameIndex) item.pairedItem = { item: index };
      else return;
    }
  }
}

/** The single empty item that a node set to "Always Output Data" puts out instead of nothing: it comes from all of the input. */
export function emptyItemOf({ data }: IExecuteData): INodeExecutionData {
  const pairedItem = (data.main ?? []).flatMap((items, input) => (items ?? []).map((_item, item) => ({ item, input })));
  return { json: {}, pairedItem };
}
