import type { INodeProperties } from 'n8n-workflow';

import { EVENT_OPTIONS } from '../event-types';
import { ORDER_FILTER_PROPERTIES, STATUS_OPTIONS } from '../order-filter-properties';

/** What the trigger waits for: the parameters that `triggerFilter` reads. */
export const TRIGGER_PROPERTIES: INodeProperties[] = [
  {
    displayName:
      'In n8n, connect the shop to your Aftercart server once and choose an Aftercart API credential here. Inside Aftercart no credential is needed.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    noDataExpression: true,
    required: true,
    options: EVENT_OPTIONS,
    default: ['order.placed'],
    description: 'Each of them starts the workflow',
  },
  {
    displayName: 'New Statuses',
    name: 'toStatuses',
    type: 'multiOptions',
    noDataExpression: true,
    options: STATUS_OPTIONS,
    default: [],
    displayOptions: { show: { events: ['order.status_changed'] } },
    description: 'Statuses that an order has to change to. None chosen: every change.',
  },
  {
    displayName: 'Other New Statuses',
    name: 'otherToStatuses',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'e.g. shipped, ready-for-pickup',
    displayOptions: { show: { events: ['order.status_changed'] } },
    description: 'Statuses that a plugin added to the shop, comma-separated',
  },
  {
    displayName: 'Shop',
    name: 'shop',
    type: 'string',
    noDataExpression: true,
    default: '',
    placeholder: 'Every shop',
    description: 'ID of the shop connection in Aftercart. Empty: every shop of the workspace.',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    noDataExpression: true,
    placeholder: 'Add Filter',
    default: {},
    options: ORDER_FILTER_PROPERTIES,
    description: 'Only orders that meet all of these start the workflow',
  },
];
