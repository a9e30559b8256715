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
import { subscriptionMethods } from '../shared/trigger/subscription-methods';
import { triggerFilter } from '../shared/trigger/trigger-filter';
import { TRIGGER_PROPERTIES } from '../shared/trigger/trigger-properties';

const SHOP_TYPE = 'woocommerce';

/**
 * Starts a workflow for one contact when something happens in a WooCommerce shop. Inside Aftercart the router enters
 * the workflow by `triggerFilter`; in a stock n8n the node subscribes at an Aftercart server, which posts each event.
 */
export class WooCommerceTrigger implements INodeType, EventTrigger {
  description: INodeTypeDescription = {
    displayName: 'Aftercart WooCommerce Trigger',
    name: 'wooCommerceTrigger',
    icon: {
      light: 'file:../../icons/woocommerce-trigger.svg',
      dark: 'file:../../icons/woocommerce-trigger.dark.svg',
    },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["events"].join(", ") }}',
    description: 'Starts a journey when a WooCommerce customer orders, pays, registers or is refunded',
    defaults: { name: 'WooCommerce Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'aftercart' }],
    properties: TRIGGER_PROPERTIES,
  };

  /** Only shops of this kind start it. */
  readonly shopType = SHOP_TYPE;

  webhookMethods = subscriptionMethods(SHOP_TYPE);

  /** What this trigger waits for, given its parameters. */
  triggerFilter(parameters: IDataObject): TriggerFilter {
    return triggerFilter(parameters);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveEvent(this);
  }
}
