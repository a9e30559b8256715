import type { INodeProperties } from 'n8n-workflow';

import { COMPARISON_OPTIONS } from '../shared/comparison-options';
import { ZONE_PROPERTY } from '../shared/zone-property';

const NEEDS_NO_VALUE = ['exists', 'missing'];

/** One condition on a field of the event: what `fieldFilters` reads. */
export const FIELD_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Field',
    name: 'field',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. form.name',
    description: 'Path of a field in the event, as the item of this node has it',
  },
  {
    displayName: 'Type',
    name: 'type',
    type: 'options',
    options: [
      { name: 'Date & Time', value: 'dateTime' },
      { name: 'Number', value: 'number' },
      { name: 'Text', value: 'text' },
      { name: 'Yes or No', value: 'boolean' },
    ],
    default: 'text',
    displayOptions: { hide: { comparison: NEEDS_NO_VALUE } },
    description: 'What the value is. One that is none of its type is refused when the workflow is published.',
  },
  {
    displayName: 'Comparison',
    name: 'comparison',
    type: 'options',
    options: COMPARISON_OPTIONS,
    default: 'equals',
  },
  {
    displayName: 'Value',
    name: 'value',
    type: 'string',
    default: '',
    placeholder: 'e.g. newsletter',
    displayOptions: { hide: { comparison: NEEDS_NO_VALUE } },
    description:
      'With "One Of" and "None Of" several values, comma-separated. Dates as 2026-11-22, yes and no as true and false.',
  },
  ZONE_PROPERTY,
];
