import type { INodeProperties } from 'n8n-workflow';

import {
  DIRECTION_OPTIONS,
  OFFSET_UNIT_OPTIONS,
  TIME_ZONE_PROPERTIES,
  UNIT_OPTIONS,
  WEEKDAYS,
} from '../shared/time-properties';

const CALENDAR_UNITS = ['days', 'weeks'];

const AFTER_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Wait For',
    name: 'amount',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 2 },
    default: 1,
    displayOptions: { show: { mode: ['after'] } },
    description: 'How long to wait',
  },
  {
    displayName: 'Unit',
    name: 'unit',
    type: 'options',
    options: UNIT_OPTIONS,
    default: 'days',
    displayOptions: { show: { mode: ['after'] } },
  },
];

const FIELD_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Date Field',
    name: 'field',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. {{ $json.order.placedAt }}',
    displayOptions: { show: { mode: ['field'] } },
    description: 'An expression that gives a date: 2026-12-24 or 2026-12-24T18:00, with or without an offset',
  },
  {
    displayName: 'Offset',
    name: 'offset',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 2 },
    default: 0,
    displayOptions: { show: { mode: ['field'] } },
    description: 'How far from the date to continue. 0: on the date itself.',
  },
  {
    displayName: 'Offset Unit',
    name: 'offsetUnit',
    type: 'options',
    options: OFFSET_UNIT_OPTIONS,
    default: 'days',
    displayOptions: { show: { mode: ['field'] } },
  },
  {
    displayName: 'Direction',
    name: 'direction',
    type: 'options',
    options: DIRECTION_OPTIONS,
    default: 'after',
    displayOptions: { show: { mode: ['field'] } },
  },
];

const TIME_OF_DAY: INodeProperties = {
  displayName: 'At Local Time',
  name: 'timeOfDay',
  type: 'string',
  default: '',
  placeholder: 'e.g. 09:00',
  description:
    'The time of day (HH:mm) to continue at, on the day that was reached. Empty: at whatever time it is then.',
};

/** How long to wait and what to do when it is too late: the parameters that `waitPlan` reads. */
export const WAIT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Wait',
    name: 'mode',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Around a Date of the Contact', value: 'field', description: 'A date in the item, such as a birthday' },
      { name: 'For a While', value: 'after', description: 'So long from now' },
      { name: 'Until a Date', value: 'date', description: 'The same day for everybody' },
      {
        name: 'Until a Time of Day',
        value: 'time',
        description: 'The next time that a clock shows it, on any day or on certain days of the week',
      },
    ],
    default: 'after',
  },
  ...AFTER_PROPERTIES,
  {
    displayName: 'Date and Time',
    name: 'date',
    type: 'dateTime',
    required: true,
    default: '',
    displayOptions: { show: { mode: ['date'] } },
    description: 'When to continue, as a clock in the time zone below shows it',
  },
  ...FIELD_PROPERTIES,
  { ...TIME_OF_DAY, displayOptions: { show: { mode: ['after'], unit: CALENDAR_UNITS } } },
  { ...TIME_OF_DAY, displayOptions: { show: { mode: ['field'], offsetUnit: CALENDAR_UNITS } } },
  {
    ...TIME_OF_DAY,
    required: true,
    default: '09:00',
    description: 'The time of day (HH:mm) to continue at',
    displayOptions: { show: { mode: ['time'] } },
  },
  { ...WEEKDAYS, displayOptions: { show: { mode: ['time'] } } },
  ...TIME_ZONE_PROPERTIES,
  {
    displayName: 'If the Date Has Passed',
    name: 'pastDate',
    type: 'options',
    options: [
      { name: 'Continue at Once', value: 'continue' },
      { name: 'Leave the Journey', value: 'leave', description: 'The workflow ends here for this contact' },
      { name: 'Wait for the Same Day Next Year', value: 'nextYear', description: 'For birthdays and anniversaries' },
    ],
    default: 'continue',
    displayOptions: { show: { mode: ['date', 'field'] } },
  },
];
