import type {
  IDataObject,
  IHookFunctions,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { EventTrigger, TriggerFilter } from '../shared/hub';
import { TRIGGER_PROPERTIES } from './properties';
import { isSignedBy } from './signature';
import { isSubscribed, keptSubscription, subscribe, unsubscribe } from './subscription';
import { triggerFilter } from './trigger-filter';

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
    properties: [
      {
        displayName:
          'In n8n, connect the shop to your Aftercart server once and choose an Aftercart API credential here. Inside Aftercart no credential is needed.',
        name: 'notice',
        type: 'notice',
        default: '',
      },
      ...TRIGGER_PROPERTIES,
    ],
  };

  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return await isSubscribed(this);
      },
      async create(this: IHookFunctions): Promise<boolean> {
        await subscribe(this);
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        await unsubscribe(this);
        return true;
      },
    },
  };

  /** What this trigger waits for, given its parameters. */
  triggerFilter(parameters: IDataObject): TriggerFilter {
    return triggerFilter(parameters);
  }

  /** Takes an event from the Aftercart server as one item. Anything without its signature is answered with 401. */
  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const { secret = '' } = keptSubscription(this);
    const { rawBody } = this.getRequestObject() as { rawBody?: Buffer<ArrayBuffer> };
    const signature = this.getHeaderData()['x-aftercart-signature'];
    if (!rawBody || !(await isSignedBy(secret, rawBody, signature))) {
      const response = this.getResponseObject() as { status(code: number): { json(body: IDataObject): void } };
      response.status(401).json({ message: 'The signature is missing or wrong' });
      return { noWebhookResponse: true };
    }
    return { workflowData: [this.helpers.returnJsonArray(this.getBodyData())] };
  }
}
