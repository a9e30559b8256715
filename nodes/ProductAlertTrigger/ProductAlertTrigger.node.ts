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
import { alertFilter } from './alert-filter';
import { ALERT_PROPERTIES } from './properties';

/**
 * Starts a workflow for each contact who has looked at a product, favours it, left it in a cart or bought it, when
 * something happens to the product. The server finds them and tells them one after the other, at the pace of the node.
 */
export class ProductAlertTrigger implements INodeType, Trigger {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Price Drop / Back in Stock Trigger',
    name: 'productAlertTrigger',
    icon: {
      light: 'file:../../icons/product-alert-trigger.svg',
      dark: 'file:../../icons/product-alert-trigger.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle:
      '={{ $parameter["events"].map((event) => event.replace("interest.", "").replaceAll("_", " ")).join(", ") }}',
    description:
      'Starts a journey for each contact who is interested in a product when its price falls or it is in stock again',
    defaults: { name: 'Price Drop Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'aftercart' }],
    properties: ALERT_PROPERTIES,
  };

  webhookMethods = subscriptionTo(alertFilter);

  /** What this trigger waits for, given its parameters. */
  triggerFilter(parameters: IDataObject): TriggerFilter {
    return alertFilter(parameters);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
