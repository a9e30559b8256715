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
import { cartFilter } from './cart-filter';
import { CART_PROPERTIES } from './properties';

/**
 * Starts a workflow for a contact who has left a cart: of a site, a Magento shop, or an order that was never paid. Inside
 * Aftercart the server watches each cart and tells the router; in a stock n8n the node subscribes to the same event.
 */
export class AbandonedCartTrigger implements INodeType, Trigger {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Abandoned Cart Trigger',
    name: 'abandonedCartTrigger',
    icon: {
      light: 'file:../../icons/abandoned-cart-trigger.svg',
      dark: 'file:../../icons/abandoned-cart-trigger.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ "left for " + $parameter["idle"] + " " + $parameter["idleUnit"] }}',
    description: 'Starts a journey when a contact has filled a cart and neither bought nor touched it for a while',
    defaults: { name: 'Abandoned Cart Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'aftercart' }],
    properties: CART_PROPERTIES,
  };

  webhookMethods = subscriptionTo(cartFilter);

  /** What this trigger waits for, given its parameters. */
  triggerFilter(parameters: IDataObject): TriggerFilter {
    return cartFilter(parameters);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
