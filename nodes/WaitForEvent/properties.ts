import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { TIME_ZONE_PROPERTIES, UNIT_OPTIONS } from '../shared/time-properties';
import { CONDITION_PROPERTIES } from './condition-properties';
import { EVENT_PROPERTIES } from './event-properties';
import { TIME_PROPERTIES } from './time-properties';

const ARM_PROPERTIES: INodeProperties[] = [
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
    displayName: 'Wait For',
    name: 'waitFor',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Condition',
        value: 'condition',
        description:
          'Something that is true of the contact, asked at once and whenever something happens to the contact',
      },
      { name: 'Date', value: 'date', description: 'The same day for everybody' },
      {
        name: 'Date in a Field',
        value: 'field',
        description: 'Such as a birthday or the completion of the order; computed anew when the field changes',
      },
      { name: 'Event', value: 'event', description: 'Something that the contact does or that happens to an order' },
      { name: 'Time of Day', value: 'time', description: 'The next time that a clock shows it' },
      { name: 'While', value: 'after', description: 'So long from now' },
    ],
    default: 'event',
  },
  ...EVENT_PROPERTIES,
  ...CONDITION_PROPERTIES,
  ...TIME_PROPERTIES,
];

/** What the node waits for, for how long at most, and whose clock counts: the parameters that `readWait` reads. */
export const WAIT_FOR_EVENT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Wait for the First Of',
    name: 'arms',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Output',
    default: { values: [{ name: 'Bought', waitFor: 'event', events: ['order.placed'] }] },
    options: [{ displayName: 'Outputs', name: 'values', values: ARM_PROPERTIES }],
    description: 'The contact leaves by the output of whatever comes first, and by "Timed Out" where nothing comes',
  },
  {
    displayName: 'Wait at Most',
    name: 'atMost',
    type: 'number',
    typeOptions: { minValue: 0, numberPrecision: 2 },
    required: true,
    default: 30,
    description: 'After so long the contact leaves by "Timed Out"',
  },
  {
    displayName: 'Unit',
    name: 'atMostUnit',
    type: 'options',
    options: UNIT_OPTIONS,
    default: 'days',
  },
  ...CONTACT_PROPERTIES,
  ...TIME_ZONE_PROPERTIES,
];
