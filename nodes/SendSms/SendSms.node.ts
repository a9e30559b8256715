import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { sendItems } from '../shared/send-items';
import { SMS_PROPERTIES } from './properties';
import { smsRequest } from './sms-request';

/** Queues a text message to a contact in the contact's language, and passes the item on with the message's receipt. */
export class SendSms implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Send SMS',
    name: 'sendSms',
    icon: { light: 'file:../../icons/send-sms.svg', dark: 'file:../../icons/send-sms.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["languages"]?.values?.[0]?.text ?? $parameter["purpose"] }}',
    description:
      "Sends a contact a text message in the contact's own language, with its segments and cost in the output",
    defaults: { name: 'Send SMS' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    usableAsTool: true,
    properties: SMS_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const hub = hubOf(this);
    return await sendItems(this, (itemIndex) => hub.sendSms(smsRequest(this, itemIndex)));
  }
}
