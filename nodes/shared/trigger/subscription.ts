import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { hubOf, type TriggerFilter } from '../hub';

/** What a trigger in a stock n8n remembers of its subscription, in the node's static data. */
export interface KeptSubscription extends IDataObject {
  id?: string;
  secret?: string;
  targetUrl?: string;
}

/** n8n keeps the object that it hands out here: it is changed in place. */
export function keptSubscription(context: Pick<IHookFunctions, 'getWorkflowStaticData'>): KeptSubscription {
  return context.getWorkflowStaticData('node');
}

/**
 * Whether the server still posts to this very URL: "Listen for test event" has another one than the active workflow,
 * and must not mistake its subscription for its own.
 */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
  const { id, targetUrl } = keptSubscription(context);
  if (id === undefined || targetUrl !== context.getNodeWebhookUrl('default')) return false;
  return await hubOf(context).isSubscribed(id);
}

/** Subscribes to the events of the node's filter, and keeps the secret that they will be signed with. */
export async function subscribe(
  context: IHookFunctions,
  filterOf: (parameters: IDataObject) => TriggerFilter,
): Promise<void> {
  const filter = filterOf(context.getNode().parameters);
  const targetUrl = context.getNodeWebhookUrl('default');
  if (filter.events.length === 0) {
    throw new NodeOperationError(context.getNode(), 'The trigger waits for nothing: choose at least one event');
  }
  if (targetUrl === undefined) {
    throw new NodeOperationError(context.getNode(), 'This n8n gave the trigger no webhook URL');
  }
  const { id, secret } = await hubOf(context).subscribe({ filter, targetUrl });
  Object.assign(keptSubscription(context), { id, secret, targetUrl });
}

/** Ends the subscription; succeeds also where the server has forgotten it. */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
  const kept = keptSubscription(context);
  if (kept.id !== undefined) await hubOf(context).unsubscribe(kept.id);
  delete kept.id;
  delete kept.secret;
  delete kept.targetUrl;
}
