import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';

const CHANGING = ['add', 'set', 'subtract'];

/** What is done to which score: the parameters that `changePoints` and `takeBand` read. */
export const LEAD_SCORE_PROPERTIES: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Add Points', value: 'add', action: 'Add points to a contact' },
      { name: 'Set Points', value: 'set', action: 'Set the points of a contact' },
      { name: 'Split by Points', value: 'split', action: 'Split contacts by their points' },
      { name: 'Subtract Points', value: 'subtract', action: 'Subtract points from a contact' },
    ],
    default: 'add',
  },
  {
    displayName: 'Score',
    name: 'score',
    type: 'string',
    required: true,
    default: 'engagement',
    placeholder: 'e.g. engagement, fit or purchases',
    description: 'The name of the score. To split, "total" is all scores of the contact together.',
  },
  {
    displayName: 'Points',
    name: 'points',
    type: 'number',
    default: 10,
    displayOptions: { show: { operation: CHANGING } },
    description: 'How many to add or to subtract, or the value to set. The bounds of the score are observed.',
  },
  {
    displayName: 'Reason',
    name: 'reason',
    type: 'string',
    default: '',
    placeholder: 'e.g. Answered the survey',
    displayOptions: { show: { operation: CHANGING } },
    description: "What people read in the contact's ledger. Empty: the name of this node.",
  },
  {
    displayName: 'Output for Crossed Thresholds',
    name: 'hasCrossedOutput',
    type: 'boolean',
    noDataExpression: true,
    default: false,
    displayOptions: { show: { operation: CHANGING } },
    description: 'Whether contacts whose points have just crossed a threshold take an output of their own',
  },
  {
    displayName: 'Bands',
    name: 'bands',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Band',
    default: {
      values: [
        { name: 'Warm', from: 20 },
        { name: 'Hot', from: 60 },
      ],
    },
    displayOptions: { show: { operation: ['split'] } },
    options: [
      {
        displayName: 'Bands',
        name: 'values',
        values: [
          {
            displayName: 'Name',
            name: 'name',
            type: 'string',
            noDataExpression: true,
            default: '',
            placeholder: 'e.g. Hot',
            description: 'What the output is called on the canvas',
          },
          {
            displayName: 'From',
            name: 'from',
            type: 'number',
            noDataExpression: true,
            default: 0,
            description: 'The fewest points of the band. It ends where the next one begins.',
          },
        ],
      },
    ],
    description:
      'An output for each band, in the order of their points. Whoever has less than the lowest takes "Below".',
  },
  ...CONTACT_PROPERTIES,
];
