import { WebhookContext } from 'n8n-core';
import {
  Node,
  type IRunExecutionData,
  type IWebhookData,
  type IWebhookResponseData,
  type IWorkflowExecuteAdditionalData,
  type Workflow,
  type WorkflowExecuteMode,
} from 'n8n-workflow';

import { CodedUnexpectedError } from '../shared';
import type { WebhookNode } from './webhook-nodes';

export interface WebhookCall {
  readonly workflow: Workflow;
  readonly webhook: WebhookNode;
  readonly additionalData: IWorkflowExecuteAdditionalData;
  readonly mode: WorkflowExecuteMode;
  /** Of the execution that the call resumes; null where it opens one. */
  readonly state: IRunExecutionData | null;
}

/** Lets a node look at a call: it checks the caller, may answer by itself, and makes items of the request. */
export async function callWebhook({
  workflow,
  webhook,
  additionalData,
  mode,
  state,
}: WebhookCall): Promise<IWebhookResponseData> {
  const node = workflow.nodes[webhook.node];
  const type = node && workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
  if (!node || !type?.webhook) {
    throw new CodedUnexpectedError('WEBHOOK_NOT_FOUND', `The node "${webhook.node}" does not take calls.`);
  }
  const data = { ...webhook.data, workflowExecuteAdditionalData: additionalData } as IWebhookData;
  const closeFunctions: Array<() => Promise<void>> = [];
  const context = new WebhookContext(workflow, node, additionalData, mode, data, closeFunctions, state);
  // Two kinds of node classes: those that extend Node are given the context, the others are called on it.
  return type instanceof Node ? await type.webhook(context) : await type.webhook.call(context);
}
