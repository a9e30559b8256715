import type {
  IDataObject,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { EventTrigger as Trigger, TriggerFilter } from '../shared/hub';
import { receiveEvent } from '../shared/trigger/receive-event';
import { subscriptionTo } from '../shared/trigger/subscription-methods';
import { eventFilter } from './event-filter';
import { EVENT_PROPERTIES } from './properties';

/**
 * Starts a workflow for a contact with any event of the log, narrowed by the fields of the event. Inside Aftercart the
 * router enters the workflow by `triggerFilter`; in a stock n8n the node subscribes, and the server posts each event.
 */
export class EventTrigger implements INodeType, Trigger {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Event Trigger',
    name: 'eventTrigger',
    icon: {
      light: 'file:../../icons/event-trigger.svg',
      dark: 'file:../../icons/event-trigger.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ [...$parameter["events"], $parameter["otherEvents"]].filter(Boolean).join(", ") }}',
    description: 'Starts a journey with anything that happens to a contact, or does not happen in time',
    defaults: { name: 'Event Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'aftercart' }],
    properties: EVENT_PROPERTIES,
  };

  webhookMethods = subscriptionTo(eventFilter);

  /** What this trigger waits for, given its parameters. */
  triggerFilter(parameters: IDataObject): TriggerFilter {
    return eventFilter(parameters);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
