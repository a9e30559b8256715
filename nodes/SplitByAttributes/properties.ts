import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';
import { CONDITION_PROPERTIES } from './condition-properties';

const BRANCH_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Output Name',
    name: 'name',
    type: 'string',
    noDataExpression: true,
    required: true,
    default: '',
    placeholder: 'e.g. VIP',
    description: 'What the output is called on the canvas',
  },
  {
    displayName: 'Match',
    name: 'match',
    type: 'options',
    options: [
      { name: 'All Conditions', value: 'all' },
      { name: 'Any Condition', value: 'any' },
    ],
    default: 'all',
  },
  {
    displayName: 'Conditions',
    name: 'conditions',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add Condition',
    default: { values: [{ about: 'profile', field: 'country', comparison: 'equals', value: '' }] },
    options: [{ displayName: 'Conditions', name: 'values', values: CONDITION_PROPERTIES }],
  },
];

/** The outputs of the node and how they are decided. */
export const ATTRIBUTE_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Outputs',
    name: 'branches',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Output',
    default: { values: [{ name: 'Matches' }] },
    options: [{ displayName: 'Outputs', name: 'values', values: BRANCH_PROPERTIES }],
    description: 'A contact takes the first output whose conditions hold, and "Otherwise" where none do',
  },
  ...CONTACT_PROPERTIES,
];
