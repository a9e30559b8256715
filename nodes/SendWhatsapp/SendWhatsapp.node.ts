import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { sendItems } from '../shared/send-items';
import { WHATSAPP_PROPERTIES } from './properties';
import { whatsappRequest } from './whatsapp-request';

/** Queues a WhatsApp message to a contact in the contact's language, and passes the item on with the message's receipt. */
export class SendWhatsapp implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Send WhatsApp',
    name: 'sendWhatsapp',
    icon: { light: 'file:../../icons/send-whatsapp.svg', dark: 'file:../../icons/send-whatsapp.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["languages"]?.values?.[0]?.templateName || $parameter["purpose"] }}',
    description: 'Sends a contact an approved WhatsApp template, or a text while the contact is in conversation',
    defaults: { name: 'Send WhatsApp' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    usableAsTool: true,
    properties: WHATSAPP_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const hub = hubOf(this);
    return await sendItems(this, (itemIndex) => hub.sendWhatsapp(whatsappRequest(this, itemIndex)));
  }
}
