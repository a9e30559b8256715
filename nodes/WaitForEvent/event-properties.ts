import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_EVENT_OPTIONS } from '../shared/event-types';
import { ORDER_FILTER_PROPERTIES, STATUS_OPTIONS } from '../shared/order-filter-properties';

const ON_EVENT = { waitFor: ['event'] };

/** An arm for an event: the fields that `eventArm` reads. */
export const EVENT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    options: CONTACT_EVENT_OPTIONS,
    default: ['order.placed'],
    displayOptions: { show: ON_EVENT },
    description: 'One of them is enough',
  },
  {
    displayName: 'Other Events',
    name: 'otherEvents',
    type: 'string',
    default: '',
    placeholder: 'e.g. customer.updated, order.failed',
    displayOptions: { show: ON_EVENT },
    description: 'Types of events that the list above lacks, comma-separated',
  },
  {
    displayName: 'New Statuses',
    name: 'toStatuses',
    type: 'multiOptions',
    options: STATUS_OPTIONS,
    default: [],
    displayOptions: { show: { ...ON_EVENT, events: ['order.status_changed'] } },
    description: 'Statuses that an order has to change to. None chosen: every change.',
  },
  {
    displayName: 'About',
    name: 'about',
    type: 'options',
    options: [
      { name: 'Anything', value: 'anything' },
      { name: 'The Same Order', value: 'order', description: 'The order that the item is about' },
      { name: 'The Same Products', value: 'products', description: 'One product of the order that the item is about' },
      { name: 'The Same Value', value: 'field', description: 'A field of the event that has a value of your choice' },
    ],
    default: 'anything',
    displayOptions: { show: ON_EVENT },
    description: 'What the event has to have in common with the journey',
  },
  {
    displayName: 'Field of the Event',
    name: 'aboutField',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. order.number',
    displayOptions: { show: { ...ON_EVENT, about: ['field'] } },
  },
  {
    displayName: 'Value',
    name: 'aboutValue',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. {{ $json.order.number }}',
    displayOptions: { show: { ...ON_EVENT, about: ['field'] } },
    description: 'Found out when the wait begins. Several values, comma-separated: one of them is enough.',
  },
  {
    displayName: 'Counts Since',
    name: 'lookBack',
    type: 'options',
    options: [
      { name: 'Entering the Journey', value: 'journey', description: 'Also what happened before this node' },
      { name: 'This Node', value: 'node', description: 'Only what happens from here on' },
    ],
    default: 'node',
    displayOptions: { show: ON_EVENT },
    description: 'From when on the event counts. An event that started the journey does not count.',
  },
  {
    displayName: 'Shop',
    name: 'shop',
    type: 'string',
    default: '',
    placeholder: 'Every shop',
    displayOptions: { show: ON_EVENT },
    description: 'ID of the shop connection in Aftercart. Empty: every shop of the workspace.',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: ORDER_FILTER_PROPERTIES,
    displayOptions: { show: { waitFor: ['event', 'condition'] }, hide: { conditionOn: ['consent', 'contact'] } },
    description: 'Only orders that meet all of these count',
  },
];
