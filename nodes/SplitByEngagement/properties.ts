import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';

/** Which message, and which reactions have an output: the parameters that `reactionRules` reads. */
export const ENGAGEMENT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Outputs',
    name: 'reactions',
    type: 'multiOptions',
    noDataExpression: true,
    options: [
      { name: 'Clicked', value: 'clicked', description: 'Followed a link of the message' },
      { name: 'Converted', value: 'converted', description: 'Bought something after the message' },
      {
        name: 'Opened',
        value: 'opened',
        description: 'Mail programs hide some opens and make up others: a click tells more',
      },
      { name: 'Replied', value: 'replied' },
    ],
    default: ['clicked', 'opened'],
    description:
      'The contact takes the output of the strongest reaction: converted, then replied, clicked, opened. Whoever did none of these takes "No Reaction".',
  },
  {
    displayName: 'Message',
    name: 'message',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'By ID', value: 'id' },
      { name: 'Latest of This Journey', value: 'latest', description: 'Only in Aftercart: n8n does not know it' },
    ],
    default: 'latest',
  },
  {
    displayName: 'Message ID',
    name: 'messageId',
    type: 'string',
    required: true,
    default: '={{ $json.messageId }}',
    displayOptions: { show: { message: ['id'] } },
    description: 'The ID that Send Email put out',
  },
  ...CONTACT_PROPERTIES,
];
