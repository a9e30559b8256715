import type { INodeProperties } from 'n8n-workflow';

import { DIRECTION_OPTIONS, OFFSET_UNIT_OPTIONS, UNIT_OPTIONS, WEEKDAYS } from '../shared/time-properties';

const ON_FIELD = { waitFor: ['field'] };

const FIELD_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Field Of',
    name: 'fieldOf',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'The Contact', value: 'contact' },
      { name: 'The Item', value: 'item', description: 'A date that stays as it is when the wait begins' },
      { name: 'The Order', value: 'order', description: 'The order that the item is about' },
    ],
    default: 'contact',
    displayOptions: { show: ON_FIELD },
  },
  {
    displayName: 'Field',
    name: 'field',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. attributes.birthday, or completedAt of an order',
    displayOptions: { show: { ...ON_FIELD, fieldOf: ['contact', 'order'] } },
    description:
      'Where the date stands. It is computed anew whenever the field changes; without a date it waits for one.',
  },
  {
    displayName: 'Date',
    name: 'itemDate',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. {{ $json.order.placedAt }}',
    displayOptions: { show: { ...ON_FIELD, fieldOf: ['item'] } },
    description: 'An expression that gives a date: 2026-12-24 or 2026-12-24T18:00, with or without an offset',
  },
  {
    displayName: 'Offset',
    name: 'offset',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 2 },
    default: 0,
    displayOptions: { show: ON_FIELD },
    description: 'How far from the date to continue. 0: on the date itself.',
  },
  {
    displayName: 'Offset Unit',
    name: 'offsetUnit',
    type: 'options',
    options: OFFSET_UNIT_OPTIONS,
    default: 'days',
    displayOptions: { show: ON_FIELD },
  },
  {
    displayName: 'Direction',
    name: 'direction',
    type: 'options',
    options: DIRECTION_OPTIONS,
    default: 'after',
    displayOptions: { show: ON_FIELD },
  },
  {
    displayName: 'If the Date Has Passed',
    name: 'ifPassed',
    type: 'options',
    options: [
      { name: 'Continue at Once', value: 'continue' },
      { name: 'Ignore It', value: 'ignore', description: 'Wait for the others, or for another date in the field' },
    ],
    default: 'continue',
    displayOptions: { show: ON_FIELD },
  },
];

/** Arms for dates and times: the fields that `timeArm` and `fieldArm` read. */
export const TIME_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'For How Long',
    name: 'amount',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 2 },
    default: 1,
    displayOptions: { show: { waitFor: ['after'] } },
  },
  {
    displayName: 'Unit',
    name: 'unit',
    type: 'options',
    options: UNIT_OPTIONS,
    default: 'days',
    displayOptions: { show: { waitFor: ['after'] } },
  },
  {
    displayName: 'Date and Time',
    name: 'date',
    type: 'dateTime',
    required: true,
    default: '',
    displayOptions: { show: { waitFor: ['date'] } },
    description: 'As a clock in the time zone below shows it',
  },
  ...FIELD_PROPERTIES,
  {
    displayName: 'At Local Time',
    name: 'timeOfDay',
    type: 'string',
    default: '',
    placeholder: 'e.g. 09:00',
    displayOptions: { show: { waitFor: ['after', 'field', 'time'] } },
    description: 'The time of day (HH:mm) to continue at, on the day that was reached',
  },
  { ...WEEKDAYS, displayOptions: { show: { waitFor: ['time'] } } },
];
