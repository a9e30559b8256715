import type { INodeProperties } from 'n8n-workflow';

import { CONTACT_PROPERTIES } from '../shared/contact-properties';

/** What is to be different of whom: the parameters that `contactUpdate` reads. */
export const UPDATE_CONTACT_PROPERTIES: INodeProperties[] = [
  ...CONTACT_PROPERTIES,
  {
    displayName: 'Custom Fields',
    name: 'attributes',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Field',
    default: {},
    options: [
      {
        displayName: 'Fields',
        name: 'values',
        values: [
          {
            displayName: 'Name',
            name: 'name',
            type: 'string',
            noDataExpression: true,
            required: true,
            default: '',
            placeholder: 'e.g. tier',
          },
          {
            displayName: 'Value',
            name: 'value',
            type: 'string',
            default: '',
            description: 'Empty: the contact has none afterwards. Dates as 2026-12-31.',
          },
          {
            displayName: 'Type',
            name: 'type',
            type: 'options',
            noDataExpression: true,
            options: [
              { name: 'Date', value: 'date' },
              { name: 'Number', value: 'number' },
              { name: 'Text', value: 'text' },
              { name: 'Yes or No', value: 'boolean' },
            ],
            default: 'text',
            description: 'Of a field that is created here. One that exists keeps its type.',
          },
        ],
      },
    ],
  },
  {
    displayName: 'Add Tags',
    name: 'addTags',
    type: 'string',
    default: '',
    placeholder: 'e.g. vip, contact lenses',
    description: 'Comma-separated',
  },
  {
    displayName: 'Remove Tags',
    name: 'removeTags',
    type: 'string',
    default: '',
    placeholder: 'e.g. sleeper',
    description: 'Comma-separated',
  },
  {
    displayName: 'Join Lists',
    name: 'joinLists',
    type: 'string',
    default: '',
    placeholder: 'e.g. Customers',
    description: 'Names or IDs, comma-separated',
  },
  {
    displayName: 'Leave Lists',
    name: 'leaveLists',
    type: 'string',
    default: '',
    placeholder: 'e.g. Newsletter',
    description: 'Names or IDs, comma-separated. A list that is not there has nobody in it.',
  },
  {
    displayName: 'Create What Is Missing',
    name: 'createMissing',
    type: 'boolean',
    noDataExpression: true,
    default: false,
    description: 'Whether custom fields and lists that do not exist are created. Otherwise they are an error.',
  },
  {
    displayName: 'Profile',
    name: 'fields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'A field that is added here and left empty is emptied',
    options: [
      { displayName: 'Country', name: 'country', type: 'string', default: '', placeholder: 'e.g. IL' },
      { displayName: 'First Name', name: 'firstName', type: 'string', default: '' },
      {
        displayName: 'Language',
        name: 'locale',
        type: 'string',
        default: '',
        placeholder: 'e.g. he',
        description: 'What the contact is written to in, as a language tag',
      },
      { displayName: 'Last Name', name: 'lastName', type: 'string', default: '' },
      {
        displayName: 'Time Zone',
        name: 'timeZone',
        type: 'string',
        default: '',
        placeholder: 'e.g. Asia/Jerusalem',
      },
    ],
  },
];
