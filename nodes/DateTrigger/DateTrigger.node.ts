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
import { dateFilter } from './date-filter';
import { PROPERTIES } from './properties';

/**
 * Starts a workflow for each contact who reaches a date. Inside Aftercart the dates of all contacts are watched for it; in a
 * stock n8n the node subscribes at an Aftercart server, which posts each date that is reached.
 */
export class DateTrigger implements INodeType, EventTrigger {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Date Trigger',
    name: 'dateTrigger',
    icon: {
      light: 'file:../../icons/date-trigger.svg',
      dark: 'file:../../icons/date-trigger.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle:
      '={{ $parameter["date"] === "attribute" ? $parameter["attribute"] : $parameter["date"] }} {{ $parameter["offsets"] }} · {{ $parameter["timeOfDay"] }}',
    description:
      'Starts a journey at a date of each contact: a birthday, an anniversary, a renewal, at a local time of day',
    defaults: { name: 'Date Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'aftercart' }],
    properties: PROPERTIES,
  };

  webhookMethods = subscriptionTo(dateFilter);

  /** What this trigger waits for, given its parameters. */
  triggerFilter(parameters: IDataObject): TriggerFilter {
    return dateFilter(parameters);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
