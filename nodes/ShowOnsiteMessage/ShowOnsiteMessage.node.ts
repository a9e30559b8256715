import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { hubOf } from '../shared/hub';
import { sendItems } from '../shared/send-items';
import { onsiteRequest } from './onsite-request';
import { ONSITE_PROPERTIES } from './properties';

/** Lets a message wait for a contact on the pages of a site, and passes the item on with the message's receipt. */
export class ShowOnsiteMessage implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Show On-Site Message',
    name: 'showOnsiteMessage',
    icon: { light: 'file:../../icons/show-onsite-message.svg', dark: 'file:../../icons/show-onsite-message.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["kind"] + ": " + ($parameter["languages"]?.values?.[0]?.title || "") }}',
    description: 'Shows a contact a pop-up, banner or chat window on the pages of the shop',
    defaults: { name: 'Show On-Site Message' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    usableAsTool: true,
    properties: ONSITE_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const hub = hubOf(this);
    return await sendItems(this, (itemIndex) => hub.showOnsite(onsiteRequest(this, itemIndex)));
  }
}
