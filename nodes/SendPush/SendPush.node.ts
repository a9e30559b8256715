import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { sendItems } from '../shared/send-items';
import { PUSH_PROPERTIES } from './properties';
import { pushRequest } from './push-request';

/** Queues a push message to the browsers of a contact, and passes the item on with the message's receipt. */
export class SendPush implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Send Push',
    name: 'sendPush',
    icon: { light: 'file:../../icons/send-push.svg', dark: 'file:../../icons/send-push.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["languages"]?.values?.[0]?.title || $parameter["purpose"] }}',
    description: 'Sends a push message to the browsers in which a contact has agreed to it',
    defaults: { name: 'Send Push' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    usableAsTool: true,
    properties: PUSH_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const hub = hubOf(this);
    return await sendItems(this, (itemIndex) => hub.sendPush(pushRequest(this, itemIndex)));
  }
}
