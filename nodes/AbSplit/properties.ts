import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';

const VARIANT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Name',
    name: 'name',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '',
    placeholder: 'e.g. With discount',
    description:
      'What the output is called on the canvas. Who took it before takes it again as long as it is called so.',
  },
  {
    displayName: 'Weight',
    name: 'weight',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 1,
    description: 'Of contacts that come, twice the weight takes twice as many',
  },
];

/** The variants, the holdout and the winner: the parameters that `takeVariant` reads. */
export const AB_SPLIT_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Variants',
    name: 'variants',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Variant',
    default: {
      values: [
        { name: 'A', weight: 1 },
        { name: 'B', weight: 1 },
      ],
    },
    options: [{ displayName: 'Variants', name: 'values', values: VARIANT_PROPERTIES }],
  },
  {
    displayName: 'Holdout (%)',
    name: 'holdout',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 100 },
    default: 0,
    description: 'The share of contacts that take none of the variants but the last output, to compare with',
  },
  {
    displayName: 'Pick a Winner',
    name: 'pickWinner',
    type: 'boolean',
    default: false,
    description:
      'Whether contacts to come take the variant that converted best. Who took a variant before keeps it, and so does the holdout.',
  },
  {
    displayName: 'After Days',
    name: 'afterDays',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 7,
    displayOptions: { show: { pickWinner: [true] } },
    description: 'Counted from the first contact that came to this node',
  },
  {
    displayName: 'Conversion',
    name: 'conversion',
    type: 'options',
    options: [
      { name: 'Bought', value: 'bought', description: 'Placed an order after taking the variant' },
      { name: 'Clicked', value: 'clicked', description: 'Followed a link of a message after taking the variant' },
      { name: 'Opened', value: 'opened', description: 'Opened a message after taking the variant' },
    ],
    default: 'bought',
    displayOptions: { show: { pickWinner: [true] } },
    description: 'The variant with the highest share of contacts who did this wins; two at the same share go on',
  },
  ...CONTACT_PROPERTIES,
];
