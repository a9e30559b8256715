import type { DataRequestResponse, TaskDataRequestParams } from '@n8n/task-runner';
import {
  createRunExecutionData,
  type INode,
  type INodeExecutionData,
  type IRunExecutionData,
  type ITaskDataConnections,
} from 'n8n-workflow';

import type { TaskRequest } from './code-task';

/** Code never sees an environment: ours holds secrets. Its `$env` says that access is denied. */
const NO_ENVIRONMENT = { env: {}, isEnvAccessBlocked: true, isProcessAvailable: true };

/**
 * What the runner needs to rebuild n8n's data proxy (`$input`, `$('X')`, `$execution` …) around the code. The runner
 * reads the code first and asks only for what it mentions; everything else stays here, credentials always.
 */
export function describeTaskData(request: TaskRequest, wanted: TaskDataRequestParams): DataRequestResponse {
  const { workflow, additionalData } = request;
  const previousNode = request.executeData?.source?.main?.[0]?.previousNode;
  const isWanted = (node: string) =>
    wanted.dataOfNodes === 'all' || wanted.dataOfNodes.includes(node) || (wanted.prevNode && node === previousNode);
  return {
    workflow: {
      id: workflow.id,
      name: workflow.name,
      active: workflow.active,
      nodes: Object.values(workflow.nodes).map(withoutCredentials),
      connections: workflow.connectionsBySourceNode,
      settings: workflow.settings,
      staticData: workflow.staticData,
      pinData: pick(workflow.pinData ?? {}, isWanted),
    },
    inputData: wanted.input.include ? cutOut(request.inputData, wanted.input.chunk) : {},
    connectionInputSource: request.executeData?.source ?? null,
    node: withoutCredentials(request.node),
    runExecutionData: describeRun(request, isWanted),
    runIndex: request.runIndex,
    itemIndex: request.itemIndex,
    activeNodeName: request.activeNodeName,
    siblingParameters: request.siblingParameters,
    mode: request.mode,
    envProviderState: NO_ENVIRONMENT,
    defaultReturnRunIndex: -1,
    selfData: {},
    contextNodeName: request.activeNodeName,
    additionalData: {
      executionId: additionalData.executionId,
      restartExecutionId: additionalData.restartExecutionId,
      restApiUrl: additionalData.restApiUrl,
      instanceBaseUrl: additionalData.instanceBaseUrl,
      formWaitingBaseUrl: additionalData.formWaitingBaseUrl,
      webhookBaseUrl: additionalData.webhookBaseUrl,
      webhookWaitingBaseUrl: additionalData.webhookWaitingBaseUrl,
      webhookTestBaseUrl: additionalData.webhookTestBaseUrl,
      currentNodeParameters: additionalData.currentNodeParameters,
      executionTimeoutTimestamp: additionalData.executionTimeoutTimestamp,
      userId: additionalData.userId,
      variables: additionalData.variables,
      evaluationRunId: additionalData.evaluationRunId,
    },
  };
}

function describeRun({ runExecutionData }: TaskRequest, isWanted: (node: string) => boolean): IRunExecutionData {
  const { resultData, executionData } = runExecutionData;
  const described = createRunExecutionData({
    resultData: {
      runData: pick(resultData.runData, isWanted),
      pinData: pick(resultData.pinData ?? {}, isWanted),
      lastNodeExecuted: resultData.lastNodeExecuted,
      metadata: resultData.metadata,
    },
    // $('Loop').context reads contextData; the nodes that still wait are the engine's affair.
    executionData: { contextData: executionData?.contextData },
  });
  return { ...described, resumeToken: runExecutionData.resumeToken }; // it made up a token of its own
}

function withoutCredentials({ credentials: _, ...node }: INode): INode {
  return node;
}

/** Only the items of a chunk ("run once for each item" is handed over in chunks of 1,000). */
function cutOut(inputData: ITaskDataConnections, chunk: TaskDataRequestParams['input']['chunk']): ITaskDataConnections {
  if (!chunk) return inputData;
  const items: INodeExecutionData[] = inputData.main?.[0] ?? [];
  return { ...inputData, main: [items.slice(chunk.startIndex, chunk.startIndex + chunk.count)] };
}

function pick<Value>(byNode: Record<string, Value>, isWanted: (node: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(byNode).filter(([node]) => isWanted(node)));
}
