import type { IncomingMessage, ServerResponse } from 'node:http';

import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type { IRunExecutionData, IWorkflowExecuteAdditionalData, WorkflowExecuteMode } from 'n8n-workflow';

import type { RunnableVersion } from '../workflows';
import type { CodeRunner } from './code-runner';
import type { CredentialsHelper } from './credentials-helper';

export interface AdditionalDataRequest {
  readonly version: RunnableVersion;
  readonly executionId: number | undefined;
  readonly isResumed: boolean;
  readonly mode: WorkflowExecuteMode;
  /** What ran before, for a stretch of an execution that has begun. */
  readonly state?: IRunExecutionData;
  readonly publicUrl: string;
  readonly credentialsHelper: CredentialsHelper;
  readonly codeRunner: CodeRunner;
  readonly executeWorkflow: IWorkflowExecuteAdditionalData['executeWorkflow'];
  readonly getRunExecutionData?: IWorkflowExecuteAdditionalData['getRunExecutionData'];
  readonly hub?: unknown;
  readonly http?: { request: IncomingMessage; response: ServerResponse };
}

/** Everything that n8n-core asks its host for, for one run. */
export function makeAdditionalData(request: AdditionalDataRequest): IWorkflowExecuteAdditionalData {
  const { publicUrl, version, mode } = request;
  const id = request.executionId === undefined ? undefined : String(request.executionId);
  const hooks = new ExecutionLifecycleHooks(mode, id ?? '', {
    id: version.workflow,
    name: version.name,
    active: true,
    isArchived: false,
    activeVersionId: version.id,
    nodes: version.nodes,
    connections: version.connections,
    settings: version.settings,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  });
  const additionalData = {
    aftercart: request.hub,
    hooks,
    credentialsHelper: request.credentialsHelper,
    currentNodeExecutionIndex: nextExecutionIndex(request.state),
    executionId: id,
    ...(request.isResumed ? { restartExecutionId: id } : {}),
    workflowId: version.workflow,
    workflowSettings: version.settings,
    variables: {},
    externalSecretsProxy: noExternalSecrets,
    instanceBaseUrl: `${publicUrl}/`,
    restApiUrl: `${publicUrl}/rest`,
    webhookBaseUrl: `${publicUrl}/webhook`,
    webhookTestBaseUrl: `${publicUrl}/webhook-test`,
    webhookWaitingBaseUrl: `${publicUrl}/webhook-waiting`,
    formBaseUrl: `${publicUrl}/form`,
    formTestBaseUrl: `${publicUrl}/form-test`,
    formWaitingBaseUrl: `${publicUrl}/form-waiting`,
    mcpBaseUrl: `${publicUrl}/mcp`,
    mcpTestBaseUrl: `${publicUrl}/mcp-test`,
    httpRequest: request.http?.request as never,
    httpResponse: request.http?.response as never,
    executeWorkflow: request.executeWorkflow,
    getRunExecutionData: request.getRunExecutionData ?? (async () => undefined),
    getRuntimeCredential: async () => undefined,
    logAiEvent: () => undefined,
    setExecutionStatus: () => undefined,
    sendDataToUI: () => undefined,
    startRunnerTask: request.codeRunner.startTask,
    getRunnerStatus: () => ({ available: true as const }),
    ...executionTimeout(version),
  };
  return additionalData;
}

const noExternalSecrets = new ExternalSecretsProxy();

function executionTimeout({ settings }: RunnableVersion): { executionTimeoutTimestamp?: number } {
  const seconds = settings.executionTimeout;
  return seconds !== undefined && seconds > 0 ? { executionTimeoutTimestamp: Date.now() + seconds * 1_000 } : {};
}

/** The runs of nodes are numbered through all stretches of an execution. */
function nextExecutionIndex(state: IRunExecutionData | undefined): number {
  const runs = Object.values(state?.resultData.runData ?? {}).flat();
  return runs.reduce((next, { executionIndex }) => Math.max(next, executionIndex + 1), 0);
}
