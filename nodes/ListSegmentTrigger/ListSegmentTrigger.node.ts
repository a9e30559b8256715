import type {
  IDataObject,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { EventTrigger, TriggerFilter } from '../shared/hub';
import { receiveEvent } from '../shared/trigger/receive-event';
import { subscriptionTo } from '../shared/trigger/subscription-methods';
import { audienceFilter } from './audience-filter';
import { PROPERTIES } from './properties';

/**
 * Starts a workflow for contacts who join or leave lists and segments, and for those who are in them already, at a pace. Inside
 * Aftercart the router enters the workflow; in a stock n8n the node subscribes at an Aftercart server, which posts each contact.
 */
export class ListSegmentTrigger implements INodeType, EventTrigger {
  description: INodeTypeDescription = {
    displayName: 'Aftercart List/Segment Trigger',
    name: 'listSegmentTrigger',
    icon: {
      light: 'file:../../icons/list-segment-trigger.svg',
      dark: 'file:../../icons/list-segment-trigger.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["members"] === "only" ? "members, once" : $parameter["events"].join(", ") }}',
    description:
      'Starts a journey when a contact joins or leaves a list or segment, or for those who are in it already: a campaign',
    defaults: { name: 'List/Segment Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'aftercart' }],
    properties: PROPERTIES,
  };

  webhookMethods = subscriptionTo(audienceFilter);

  /** What this trigger waits for, given its parameters. */
  triggerFilter(parameters: IDataObject): TriggerFilter {
    return audienceFilter(parameters);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
