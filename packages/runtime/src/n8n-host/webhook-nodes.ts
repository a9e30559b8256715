import { NodeHelpers, type INode, type IWebhookData, type Workflow, type IWebhookDescription } from 'n8n-workflow';

import { isEventTrigger } from './event-triggers';

/** A path that a node of a live workflow listens at. */
export interface WebhookNode {
  readonly node: string;
  readonly method: string;
  /** Without slashes at its ends; `:name` stands for any one segment. */
  readonly path: string;
  readonly data: Omit<IWebhookData, 'workflowExecuteAdditionalData' | 'userId'>;
}

/** The paths that open an execution. Those that resume one (Wait) are reached by execution id, see `waitingWebhookOf`. */
export function webhookNodesOf(workflow: Workflow): WebhookNode[] {
  return Object.values(workflow.nodes).flatMap((node) =>
    node.disabled === true || isEventTrigger(workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion))
      ? []
      : describe(workflow, node).filter(({ data }) => data.webhookDescription.restartWebhook !== true),
  );
}

/** The way in by which a call resumes the node that waits. Forms have an address of their own. */
export function waitingWebhookOf(
  workflow: Workflow,
  node: INode,
  method: string,
  suffix: string,
): WebhookNode | undefined {
  return describe(workflow, node).find(
    ({ data, method: expected, path }) =>
      data.webhookDescription.restartWebhook === true &&
      data.webhookDescription.nodeType !== 'form' &&
      expected === method &&
      trim(path) === trim(suffix),
  );
}

function describe(workflow: Workflow, node: INode): WebhookNode[] {
  const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
  return (description.webhooks ?? []).flatMap((webhook) => {
    const text = (value: string | boolean | undefined): string | undefined => {
      const resolved: unknown = workflow.expression.getSimpleParameterValue(node, value, 'internal', {});
      return resolved === undefined || resolved === null || resolved === '' ? undefined : String(resolved);
    };
    const path = trim(text(webhook.path) ?? '');
    // As n8n: a path with placeholders stands behind the node's own id, so that two nodes' paths cannot overlap.
    const isPattern = path.startsWith(':') || path.includes('/:');
    const isFullPath = text(webhook.isFullPath) === 'true' && !(isPattern && node.webhookId !== undefined);
    const isRestart = text(webhook.restartWebhook) === 'true';
    return methodsOf(workflow, node, webhook).map((method) => ({
      node: node.name,
      method,
      path: isRestart
        ? path
        : trim(NodeHelpers.getNodeWebhookPath(workflow.id, withWebhookId(node), path, isFullPath, false)),
      data: {
        httpMethod: method as IWebhookData['httpMethod'],
        node: node.name,
        path,
        webhookDescription: { ...webhook, restartWebhook: isRestart },
        workflowId: workflow.id,
        webhookId: node.webhookId,
      },
    }));
  });
}

function methodsOf(workflow: Workflow, node: INode, webhook: IWebhookDescription): string[] {
  const resolved: unknown = workflow.expression.getSimpleParameterValue(
    node,
    webhook.httpMethod,
    'internal',
    {},
    undefined,
    'GET',
  );
  return (Array.isArray(resolved) ? resolved : [resolved]).map(String);
}

/** A node without a path listens at its webhook id; one that was written by hand may have none. */
function withWebhookId(node: INode): INode {
  return node.webhookId === undefined ? { ...node, webhookId: node.id } : node;
}

function trim(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
