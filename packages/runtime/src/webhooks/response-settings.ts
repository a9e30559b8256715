import type { INode, IWebhookDescription, Workflow } from 'n8n-workflow';

import type { ResponseData } from './answer';

/** How a webhook answers: at once, with what the last node puts out, or by a Respond to Webhook node. */
export interface ResponseSettings {
  readonly mode: 'onReceived' | 'lastNode' | 'responseNode' | 'streaming' | 'formPage' | 'hostedChat';
  readonly status: number;
  readonly data: ResponseData;
  /** For onReceived: the text to answer with, or `noData`. */
  readonly text: string | undefined;
  readonly propertyName: string | undefined;
  readonly binaryProperty: string | undefined;
  readonly contentType: string | undefined;
  readonly headers: Record<string, string>;
}

/** Left over from a node that once answered with what the last node puts out. */
const OF_LAST_NODE: ReadonlySet<string> = new Set(['firstEntryJson', 'firstEntryBinary', 'allEntries']);

/**
 * What is known of a webhook's answers: evaluating them for each call would cost more than all else about the call.
 * Descriptions are made anew when a workflow goes live, so nothing here outlives its version.
 */
export class KnownResponseSettings {
  private readonly known = new WeakMap<IWebhookDescription, ResponseSettings>();

  of(workflow: Workflow, node: INode, webhook: IWebhookDescription): ResponseSettings {
    const known = this.known.get(webhook);
    if (known) return known;
    const settings = responseSettingsOf(workflow, node, webhook);
    if (!hasExpression(node.parameters)) this.known.set(webhook, settings);
    return settings;
  }
}

function hasExpression(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('=');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

/** Evaluates the fields of a node type's webhook description, which are expressions over its parameters. */
export function responseSettingsOf(workflow: Workflow, node: INode, webhook: IWebhookDescription): ResponseSettings {
  const read = (field: unknown): unknown =>
    typeof field === 'string'
      ? workflow.expression.getSimpleParameterValue(node, field, 'internal', {}, undefined, undefined)
      : field;
  const text = (field: unknown): string | undefined => {
    const value = read(field);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const data = text(webhook.responseData);
  const headers = read(webhook.responseHeaders) as { entries?: Array<{ name: string; value: string }> } | undefined;
  return {
    mode: (text(webhook.responseMode) ?? 'onReceived') as ResponseSettings['mode'],
    status: Number(read(webhook.responseCode) ?? 200) || 200,
    data: (data ?? 'firstEntryJson') as ResponseData,
    text: data !== undefined && OF_LAST_NODE.has(data) ? undefined : data,
    propertyName: text(webhook.responsePropertyName),
    binaryProperty: text(webhook.responseBinaryPropertyName),
    contentType: text(webhook.responseContentType),
    headers: Object.fromEntries((headers?.entries ?? []).map(({ name, value }) => [name.toLowerCase(), value])),
  };
}
