import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { ORDER_FILTER_PROPERTIES } from '../shared/order-filter-properties';
import { SALES_OPERATOR_OPTIONS } from '../shared/sales-operator-options';
import { WINDOW_PROPERTIES } from '../shared/window-properties';

const BRANCH_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Output Name',
    name: 'name',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '',
    placeholder: 'e.g. Bought again',
    description: 'What the output is called on the canvas',
  },
  {
    displayName: 'Measure',
    name: 'measure',
    type: 'options',
    options: [
      { name: 'Average Order', value: 'average', description: 'Of the totals of the orders that count' },
      {
        name: 'First Purchase',
        value: 'firstPurchase',
        description: '1 if the very first purchase is among them, else 0',
      },
      { name: 'Largest Order', value: 'largest', description: 'The highest total among the orders that count' },
      { name: 'Latest Order', value: 'latest', description: 'The total of the newest of the orders that count' },
      { name: 'Number of Orders', value: 'count' },
      { name: 'Sum of Orders', value: 'sum', description: 'The totals of the orders that count, added up' },
    ],
    default: 'count',
    description: 'What is looked at in the orders that count',
  },
  {
    displayName: 'Operator',
    name: 'operator',
    type: 'options',
    options: SALES_OPERATOR_OPTIONS,
    default: 'gte',
  },
  {
    displayName: 'Value',
    name: 'value',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 2 },
    default: 1,
    description: 'A number of orders, or an amount in the currency of the orders',
  },
  ...WINDOW_PROPERTIES,
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: ORDER_FILTER_PROPERTIES,
    description: 'Only orders that meet all of these count',
  },
];

/** The outputs of the node and how they are decided. */
export const SPLIT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Outputs',
    name: 'branches',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Output',
    default: { values: [{ name: 'Bought', measure: 'count', operator: 'gte', value: 1 }] },
    options: [{ displayName: 'Outputs', name: 'values', values: BRANCH_PROPERTIES }],
    description: 'A contact takes the first output whose condition holds, and "Otherwise" where none does',
  },
  ...CONTACT_PROPERTIES,
  {
    displayName: 'Count Windows Back From',
    name: 'windowsFrom',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Now', value: 'now' },
      {
        name: 'The Event That Started the Journey',
        value: 'start',
        description: 'So that a wait before this node does not move the window',
      },
    ],
    default: 'now',
  },
  {
    displayName: 'Time of the Event',
    name: 'startedAt',
    type: 'string',
    default: '={{ $json.event?.occurredAt }}',
    displayOptions: { show: { windowsFrom: ['start'] } },
    description: 'When the journey started. Where the item does not say it, the output of the trigger is asked.',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Add Figures',
        name: 'addFigures',
        type: 'boolean',
        default: false,
        description: 'Whether to add what was counted to the item, as salesData: one entry for each output',
      },
    ],
  },
];
