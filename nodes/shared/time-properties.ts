import type { INodeProperties } from 'n8n-workflow';

/** Whose clock counts: the parameters that `timeZoneOf` reads. */
export const TIME_ZONE_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Time Zone',
    name: 'timeZone',
    type: 'options',
    options: [
      {
        name: "Contact's",
        value: 'contact',
        description: "The contact's, or the workflow's where it is not known",
      },
      { name: 'Other', value: 'custom' },
      { name: "Workflow's", value: 'workflow' },
    ],
    default: 'contact',
    description: 'Whose clock and calendar count',
  },
  {
    displayName: 'Other Time Zone',
    name: 'customTimeZone',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. Asia/Jerusalem',
    displayOptions: { show: { timeZone: ['custom'] } },
  },
];

/** The units that `spanOf` knows. */
export const UNIT_OPTIONS = [
  { name: 'Days', value: 'days' },
  { name: 'Hours', value: 'hours' },
  { name: 'Minutes', value: 'minutes' },
  { name: 'Seconds', value: 'seconds' },
  { name: 'Weeks', value: 'weeks' },
];

/** Units that a date can be moved by. */
export const OFFSET_UNIT_OPTIONS = [
  { name: 'Minutes', value: 'minutes' },
  { name: 'Hours', value: 'hours' },
  { name: 'Days', value: 'days' },
  { name: 'Weeks', value: 'weeks' },
];

export const DIRECTION_OPTIONS = [
  { name: 'After the Date', value: 'after' },
  { name: 'Before the Date', value: 'before' },
];

export const WEEKDAYS: INodeProperties = {
  displayName: 'On',
  name: 'weekdays',
  type: 'multiOptions',
  options: [
    { name: 'Friday', value: 5 },
    { name: 'Monday', value: 1 },
    { name: 'Saturday', value: 6 },
    { name: 'Sunday', value: 0 },
    { name: 'Thursday', value: 4 },
    { name: 'Tuesday', value: 2 },
    { name: 'Wednesday', value: 3 },
  ],
  default: [],
  description: 'Days of the week to continue on. None chosen: every day.',
};
