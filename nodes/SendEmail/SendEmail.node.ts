import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { sendItems } from '../shared/send-items';
import { emailRequest } from './email-request';
import { EMAIL_PROPERTIES } from './properties';

/** Queues an e-mail to a contact in the contact's language, and passes the item on with the message's receipt. */
export class SendEmail implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Send Email',
    name: 'sendEmail',
    icon: { light: 'file:../../icons/send-email.svg', dark: 'file:../../icons/send-email.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["languages"]?.values?.[0]?.subject ?? $parameter["purpose"] }}',
    description: "Sends a contact an e-mail in the contact's own language, with consent and sending hours observed",
    defaults: { name: 'Send Email' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    usableAsTool: true,
    properties: EMAIL_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const hub = hubOf(this);
    return await sendItems(this, (itemIndex) => hub.sendEmail(emailRequest(this, itemIndex)));
  }
}
