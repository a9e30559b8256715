import type { IExecuteData, IRunExecutionData } from 'n8n-workflow';

/** What n8n-core keeps with a pending node and acts on. What else is there (the URL that resumes it) is carried along. */
const METADATA_WITH_EFFECT = [
  'resumeError',
  'nodeWasResumed',
  'preserveSourceOverwrite',
  'subNodeExecutionData',
  'dynamicCredentialsUsage',
  'parentExecution',
];

/** Why a state needs n8n-core whatever its workflow is; undefined for one as this runtime makes and stores them. */
export function whyStateIsNotLean({
  startData,
  executionData,
  resultData,
  parentExecution,
}: IRunExecutionData): string | undefined {
  if (!executionData) return 'state without pending nodes';
  if (startData?.destinationNode !== undefined || startData?.runNodeFilter !== undefined) return 'partial run';
  if (resultData.error !== undefined) return 'state with an error';
  if (Object.keys(executionData.metadata).length > 0) return 'sub-node metadata';
  if (executionData.runtimeData?.credentials !== undefined) return 'dynamic credentials';
  if (parentExecution?.executionContext !== undefined) return 'context of a parent';
  const stack = executionData.nodeExecutionStack;
  if (!stack.every(isPlain)) return 'pending node with metadata';
  return undefined;
}

function isPlain({ data, metadata }: IExecuteData): boolean {
  if (Object.keys(data).length !== 1 || !Array.isArray(data.main)) return false;
  return metadata === undefined || !METADATA_WITH_EFFECT.some((key) => key in metadata);
}
