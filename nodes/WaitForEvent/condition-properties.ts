import type { INodeProperties } from 'n8n-workflow';

import { COMPARISON_OPTIONS } from '../shared/comparison-options';
import { CONSENT_CHANNEL_OPTIONS, CONSENT_PURPOSE_OPTIONS } from '../shared/consent-options';
import { SALES_OPERATOR_OPTIONS } from '../shared/sales-operator-options';
import { ZONE_PROPERTY } from '../shared/zone-property';

const ON_SALES = { waitFor: ['condition'], conditionOn: ['sales'] };
const ON_CONTACT = { waitFor: ['condition'], conditionOn: ['contact'] };

const ON_CONSENT = { waitFor: ['condition'], conditionOn: ['consent'] };

const SALES_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Measure',
    name: 'measure',
    type: 'options',
    options: [
      { name: 'Average Order', value: 'average', description: 'Of the totals of the orders that count' },
      { name: 'First Purchase', value: 'firstPurchase', description: 'Whether it is among the orders that count' },
      { name: 'Largest Order', value: 'largest', description: 'The highest total among the orders that count' },
      { name: 'Number of Orders', value: 'count' },
      { name: 'Sum of Orders', value: 'sum', description: 'The totals of the orders that count, added up' },
    ],
    default: 'count',
    displayOptions: { show: ON_SALES },
  },
  {
    displayName: 'Operator',
    name: 'operator',
    type: 'options',
    options: SALES_OPERATOR_OPTIONS,
    default: 'gte',
    displayOptions: { show: ON_SALES, hide: { measure: ['firstPurchase'] } },
  },
  {
    displayName: 'Value',
    name: 'value',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 2 },
    default: 1,
    displayOptions: { show: ON_SALES, hide: { measure: ['firstPurchase'] } },
    description: 'A number of orders, or an amount in the currency of the orders',
  },
  {
    displayName: 'Window',
    name: 'window',
    type: 'options',
    options: [
      { name: 'Any Time', value: 'none' },
      { name: 'Since Entering the Journey', value: 'entry' },
      { name: 'Within the Last Days', value: 'days' },
      { name: 'Within the Last Hours', value: 'hours' },
    ],
    default: 'none',
    displayOptions: { show: ON_SALES },
    description: 'When an order has to be placed to count. A day is 24 hours.',
  },
  {
    displayName: 'Window Length',
    name: 'windowLength',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 1,
    displayOptions: { show: { ...ON_SALES, window: ['days', 'hours'] } },
    description: 'How many hours or days the window reaches back',
  },
];

const CONTACT_FIELD_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Field of the Contact',
    name: 'contactField',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. country or attributes.tier',
    displayOptions: { show: ON_CONTACT },
  },
  {
    displayName: 'Comparison',
    name: 'comparison',
    type: 'options',
    options: COMPARISON_OPTIONS,
    default: 'equals',
    displayOptions: { show: ON_CONTACT },
  },
  {
    displayName: 'Compared With',
    name: 'comparedWith',
    type: 'string',
    default: '',
    placeholder: 'e.g. gold',
    displayOptions: { show: ON_CONTACT, hide: { comparison: ['exists', 'missing'] } },
    description: 'With "One Of" and "None Of" several values, comma-separated',
  },
  { ...ZONE_PROPERTY, displayOptions: { show: { ...ON_CONTACT, ...ZONE_PROPERTY.displayOptions?.show } } },
];

const CONSENT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Channel',
    name: 'consentChannel',
    type: 'options',
    options: CONSENT_CHANNEL_OPTIONS,
    default: 'email',
    displayOptions: { show: ON_CONSENT },
  },
  {
    displayName: 'Purpose',
    name: 'consentPurpose',
    type: 'options',
    options: CONSENT_PURPOSE_OPTIONS,
    default: 'promotional',
    displayOptions: { show: ON_CONSENT },
  },
  {
    displayName: 'Status',
    name: 'consentStatus',
    type: 'options',
    options: [
      { name: 'Granted', value: 'granted' },
      { name: 'Pending', value: 'pending' },
      { name: 'Withdrawn', value: 'withdrawn' },
    ],
    default: 'granted',
    displayOptions: { show: ON_CONSENT },
  },
];

/** An arm for a condition: the fields that `conditionArm` reads, beside the filters that events have, too. */
export const CONDITION_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Condition On',
    name: 'conditionOn',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Consent', value: 'consent', description: 'What the contact agreed to' },
      { name: 'Contact', value: 'contact', description: 'A field of the contact' },
      { name: 'Sales Data', value: 'sales', description: "A figure of the contact's orders" },
    ],
    default: 'sales',
    displayOptions: { show: { waitFor: ['condition'] } },
  },
  ...SALES_PROPERTIES,
  ...CONTACT_FIELD_PROPERTIES,
  ...CONSENT_PROPERTIES,
];
