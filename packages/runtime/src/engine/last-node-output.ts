import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

/** What the last node put out, per output: the result of a sub-workflow, the answer of a webhook. */
export function lastNodeOutput({ resultData }: IRunExecutionData): Array<INodeExecutionData[] | null> {
  const name = resultData.lastNodeExecuted;
  if (name === undefined) return [];
  const pinned = resultData.pinData?.[name];
  if (pinned) return [pinned];
  return resultData.runData[name]?.at(-1)?.data?.main ?? [];
}
