import type { IDataObject, IExecuteFunctions, INodeExecutionData, ISourceData } from 'n8n-workflow';

import type { TimeArm } from './wait-arm';

/**
 * Prepares the output by which n8n goes on when the time of a wait has come. By itself it hands the input of the node to
 * its first output; this lays the items out by output already, and says so.
 */
export function parkItems(context: IExecuteFunctions, { output, name, reason, at }: TimeArm): void {
  const entry = context.getExecuteData();
  const wait: IDataObject = { arm: name, reason, at: new Date(at).toISOString() };
  const items = (entry.data.main?.[0] ?? []).map((item) => ({ ...item, json: { ...item.json, wait } }));
  entry.data = { ...entry.data, main: atOutput(output, items) };
  // n8n pairs what leaves by an output with the input of the same number: they all come from the one input.
  const source: ISourceData | null = entry.source?.main?.[0] ?? null;
  if (entry.source) entry.source = { ...entry.source, main: Array.from({ length: output + 1 }, () => source) };
  context.setMetadata({ forwardAllOutputs: true });
}

/** The items at one output, and nothing at those before it. */
function atOutput(output: number, items: INodeExecutionData[]): INodeExecutionData[][] {
  return [...Array.from({ length: output }, (): INodeExecutionData[] => []), items];
}
