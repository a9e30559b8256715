import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { ORDER_FILTER_PROPERTIES } from '../shared/order-filter-properties';
import { WINDOW_PROPERTIES } from '../shared/window-properties';

/** What has to be bought, how often and when: the parameters that `purchaseRule` reads. */
export const PURCHASE_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'What',
    name: 'what',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Anything', value: 'anything' },
      { name: 'Certain Orders', value: 'filtered', description: 'Orders of some products, SKUs, categories or totals' },
      {
        name: 'The Same Product Again',
        value: 'same',
        description: 'One of the products of the order that started the journey',
      },
    ],
    default: 'anything',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show: { what: ['filtered'] } },
    options: ORDER_FILTER_PROPERTIES,
    description: 'Only orders that meet all of these count',
  },
  {
    displayName: 'How Often',
    name: 'times',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 1,
    description: 'The smallest number of orders that counts as bought',
  },
  ...WINDOW_PROPERTIES.map((property) => (property.name === 'window' ? { ...property, default: 'entry' } : property)),
  {
    displayName: 'Message ID',
    name: 'messageId',
    type: 'string',
    default: '',
    placeholder: 'e.g. {{ $json.messageId }}',
    displayOptions: { show: { window: ['message'] } },
    description: 'Which message is meant, by the ID that Send Email put out. Empty: the last one of this journey.',
  },
  ...CONTACT_PROPERTIES,
];
